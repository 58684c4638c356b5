"""The exam: relations of known truth, put to the checker and counted.

Each file of ``cases`` holds one kind of mathematics; each case has

| field | what it is |
| --- | --- |
| id | its name, unique in the exam |
| truth | true, false, or ``"refuse"``: unreadable, empty or vacuous, due no verdict at all |
| names | declarations, as ``declare.notation_of`` reads them |
| assume | assumptions, relations in TeX |
| line | the relation in TeX, as people write it |
| why | the reason, or what is wrong, in a few words |
| at | a false line's counterexample: values of all names |
| solve | names that the assumptions or the premise determine, for whoever samples the case |
| needs | what the notation cannot express yet; such a case is counted apart, never as passed |

A line is true if it holds at every point of the declared domain at which both sides have a real
value (a complex one where a name is complex); 0^0 is 1, roots and logarithms are principal. The
tests work every truth value out again with a reader and an arithmetic of their own.
"""
