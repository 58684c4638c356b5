"""The ledger: what the sources claim, and what the chapters have settled."""

from linebyline.ledger.claims import Claim, Source, claim, load_claims
from linebyline.ledger.settled import Settled
from linebyline.ledger.settling import settle

__all__ = ["Claim", "Settled", "Source", "claim", "load_claims", "settle"]
