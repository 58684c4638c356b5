"""The environment that chapters run in, the same for the build, the tests and the reader."""

import os

CHAPTER_ENVIRONMENT = {
    # Two chapters run side by side: one thread each.
    "OMP_NUM_THREADS": "1",
    "OPENBLAS_NUM_THREADS": "1",
    # The order of sets must not change what a chapter prints.
    "PYTHONHASHSEED": "0",
    # SymPy takes python-flint's numbers where it finds them; the second opinion stays independent.
    "SYMPY_GROUND_TYPES": "python",
    # The kernel of this environment, even where the user has installed another one.
    "JUPYTER_PREFER_ENV_PATH": "1",
    "PYDEVD_DISABLE_FILE_VALIDATION": "1",
}


def enter_chapter_environment() -> None:
    """Set the environment for this process and all kernels that it starts."""
    os.environ.update(CHAPTER_ENVIRONMENT)
