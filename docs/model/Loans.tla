------------------------------- MODULE Loans -------------------------------
(* How chapters share the permits of a provider with each other. A chapter is     *)
(* claimed on a permit and keeps one while it has passages left; further permits  *)
(* are lent to it, each for one call. Chapters have passages without end here:    *)
(* whoever waits must come to a permit although nobody ever stops. A chapter may  *)
(* end all the same, as its own last lane gives its permit back.                  *)
EXTENDS Naturals, FiniteSets
CONSTANTS NNodes, NChapters, Limit, Off
VARIABLES state, own, lent, saw
N == 1..NNodes    C == 1..NChapters
Guard(x) == x \notin Off
vars == <<state, own, lent, saw>>
(* state: of a chapter; own: its node, 0 = none; lent: permits it was lent; saw: nodes that found the ring empty and have not lent since. *)
Init == state = [c \in C |-> "none"] /\ own = [c \in C |-> 0] /\ lent = [c \in C |-> 0] /\ saw = {}
Lent == Cardinality({p \in C \X (1..Limit) : p[2] <= lent[p[1]]})
InHand(c) == state[c] = "in hand"
Out == Cardinality({c \in C : InHand(c)}) + Lent
Ring == {c \in C : state[c] = "waits"}
(* A job puts a chapter on the ring. *)
Put(c) == state[c] = "none" /\ state' = [state EXCEPT ![c] = "waits"] /\ UNCHANGED <<own, lent, saw>>
(* A turn, a permit and the claim. *)
Claim(n, c) == /\ state[c] = "waits" /\ Out < Limit
               /\ state' = [state EXCEPT ![c] = "in hand"] /\ own' = [own EXCEPT ![c] = n] /\ saw' = saw \ {n} /\ UNCHANGED lent
(* The ring has no turn. *)
Look(n) == /\ (Ring = {} \/ ~Guard("chapterFirst")) /\ saw' = saw \cup {n} /\ UNCHANGED <<state, own, lent>>
(* One loan for one look; what was put on the ring since may wait for that one call. *)
Lend(n, c) == /\ n \in saw /\ InHand(c) /\ own[c] = n /\ Out < Limit
              /\ lent' = [lent EXCEPT ![c] = @ + 1] /\ saw' = saw \ {n} /\ UNCHANGED <<state, own>>
(* A call on a permit that was lent is over: it goes back, whoever waits. *)
Back(c) == /\ lent[c] > 0 /\ lent' = [lent EXCEPT ![c] = @ - 1] /\ UNCHANGED <<state, own, saw>>
(* The chapter's last lane. *)
End(c) == /\ InHand(c) /\ lent[c] = 0 /\ state' = [state EXCEPT ![c] = "none"] /\ own' = [own EXCEPT ![c] = 0] /\ UNCHANGED <<lent, saw>>
Next == \E c \in C : Put(c) \/ Back(c) \/ End(c) \/ \E n \in N : Claim(n, c) \/ Look(n) \/ Lend(n, c)
(* Calls end, and who finds a turn and a permit that stays free claims. No more is given: a permit that comes free may be lent again before a claim has it, *)
(* by a node that saw the ring empty; but of such looks there are no more than nodes.                                                                      *)
Fair == \A c \in C : WF_vars(Back(c)) /\ WF_vars(\E n \in N : Claim(n, c))
Spec == Init /\ [][Next]_vars /\ Fair
PermitLimit == Out <= Limit
Owned == \A c \in C : lent[c] > 0 => InHand(c)
(* Whoever waits for a permit while others are only lent gets one. *)
Comes == \A c \in C : (state[c] = "waits" /\ Cardinality({o \in C : InHand(o)}) < Limit) ~> (InHand(c) \/ Cardinality({o \in C : InHand(o)}) >= Limit)
=============================================================================
