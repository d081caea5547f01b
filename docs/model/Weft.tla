-------------------------------- MODULE Weft --------------------------------
(* Claims, rings, fences, takeover, finish and resolve of Weft. One step = one   *)
(* transaction of the ledger or the graph, one script of the dispatch, or one    *)
(* local move. A lost answer = the step takes effect and its sender stays put.   *)
(* A claim takes one run: the smallest share of a turn.                          *)
(* Fixes: sentences of the design, which can be left out. Off: guards switched   *)
(* off. Acts: optional actions. Max*: how often each fault or order may happen.  *)
(* mem: what a session's claim loops remember. mark[p][j]: where the next claim  *)
(* of fresh rows begins, under the generation that the ring shows now; 0 = at    *)
(* the floor. plenty: jobs whose last claim brought all that was asked for.      *)
EXTENDS Naturals, FiniteSets, TLC
CONSTANTS NJobs, NChapters, NProvs, NSessions, NNodes, Fixes, Off, Acts,
          MaxDeath, MaxWrong, MaxLost, MaxLate, MaxWipe, MaxFail, MaxCancel,
          MaxRetry, MaxPause, MaxDelete, MaxWord, MaxRollback, MaxProvPause
VARIABLES job, row, floor, ses, up, ring, loop, late, hand, put, fin, res, flr,
          gr, tok, ver, resd, cont, book, gbook, words, raise, paused, n, bad, wiped, high, mem
Jobs == 1..NJobs    Chapters == 1..NChapters    Provs == 1..NProvs    S == 1..NSessions
ledger == <<job, row, floor, ses, book, words>>
graph == <<gr, tok, ver, resd, cont, gbook>>
local == <<loop, hand, put, fin, res, flr, raise>>
vars == <<job, row, floor, ses, up, ring, loop, late, hand, put, fin, res, flr,
          gr, tok, ver, resd, cont, book, gbook, words, raise, paused, n, bad, wiped, high, mem>>
Fix(x) == x \in Fixes    Guard(x) == x \notin Off    Act(x) == x \in Acts
None == [j |-> 0, a |-> 0, s |-> 0]
Empty == [ph |-> "no", j |-> 0, c |-> 0, a |-> 0]
Idle == [st |-> "idle", p |-> 0, j |-> 0, fresh |-> FALSE, m |-> 0]
NoMem == [mark |-> [p \in Provs |-> [j \in Jobs |-> 0]], plenty |-> {}]
NoRes == [j |-> 0, v |-> 0, f |-> [c \in Chapters |-> None], w |-> 0, k |-> 0, done |-> FALSE]
NoFlr == [j |-> 0, v |-> 0]
Ended == {"completed", "failed", "cancelled"}
\* Which sessions serve which provider: with "split" session 1 serves only the first, others only the last.
Serves(s) == IF Act("split") THEN (IF s = 1 THEN {1} ELSE {NProvs}) ELSE Provs
Less(x, y) == x.j < y.j \/ (x.j = y.j /\ x.a < y.a)
Open(j) == {c \in Chapters : row[j][c].st \in {"pending", "processing"}}
Min(X) == CHOOSE x \in X : \A y \in X : x <= y
Workless(q) == paused[q] \/ (Fix("noWorker") /\ \A s \in S : ses[s] = "open" => q \notin Serves(s))
For(p, r) == r.rung = p \/ (r.rung < p /\ \A q \in r.rung..(p - 1) : Workless(q))
Claimable(p, j) == {c \in Chapters : row[j][c].st = "pending" /\ For(p, row[j][c])}
Visible(p, j) == {c \in Claimable(p, j) : c >= floor[j]}
Inc(f) == n' = [n EXCEPT ![f] = @ + 1]
Mine(s, h) == LET r == row[h.j][h.c] IN r.st = "processing" /\ r.s = s /\ r.a = h.a

Init ==
  /\ job = [j \in Jobs |-> "created"]
  /\ row = [j \in Jobs |-> [c \in Chapters |-> [st |-> "pending", s |-> 0, a |-> 0, rung |-> 1]]]
  /\ floor = [j \in Jobs |-> 1]
  /\ ses = [s \in S |-> IF s <= NNodes THEN "open" ELSE "none"]
  /\ up = [s \in S |-> IF s <= NNodes THEN "up" ELSE "off"]
  /\ ring = [p \in Provs |-> [j \in Jobs |-> FALSE]]
  /\ loop = [s \in S |-> Idle] /\ late = {} /\ hand = [s \in S |-> Empty]
  /\ put = [s \in S |-> {}] /\ fin = [s \in S |-> {}] /\ res = [s \in S |-> NoRes] /\ flr = [s \in S |-> NoFlr]
  /\ gr = [c \in Chapters |-> None] /\ tok = 0
  /\ ver = 0 /\ resd = 0 /\ cont = [f |-> [c \in Chapters |-> None], w |-> 0]
  /\ book = "there" /\ gbook = "there" /\ words = 0 /\ raise = {} /\ paused = [p \in Provs |-> FALSE]
  /\ n = [death |-> 0, wrong |-> 0, lost |-> 0, late |-> 0, wipe |-> 0, fail |-> 0, cancel |-> 0,
          retry |-> 0, pause |-> 0, delete |-> 0, word |-> 0, back |-> 0, ppause |-> 0]
  /\ bad = {} /\ wiped = FALSE /\ high = [c \in Chapters |-> None] /\ mem = [s \in S |-> NoMem]

\* A session acts as an owner of runs: a promise is broken if the ledger has ended it.
NotOwn(s) == IF ses[s] = "ended" THEN {"ended session changed a run"} ELSE {}
Note(s) == bad' = bad \cup NotOwn(s)
Lost == Act("lost") /\ n.lost < MaxLost

-----------------------------------------------------------------------------
(* Start, ring *)
Start(s, j) ==
  /\ up[s] = "up" /\ ses[s] = "open" /\ job[j] = "created"
  /\ \A i \in Jobs : i < j => job[i] # "created"
  /\ job' = [job EXCEPT ![j] = "running"] /\ put' = [put EXCEPT ![s] = @ \cup {j}]
  /\ UNCHANGED <<row, floor, ses, up, ring, loop, late, hand, fin, res, flr, graph, book, words, raise, paused, n, bad, wiped, high, mem>>

\* A put gives a new generation: turns taken before it are stale, and so are marks (with "markGen").
NewGen == ~(n.wipe > 0 /\ ~Fix("uniqueGen"))
Stale(j) == [s \in S |-> IF loop[s].j = j /\ NewGen THEN [loop[s] EXCEPT !.fresh = FALSE] ELSE loop[s]]
Unmark(j) == [s \in S |-> IF NewGen /\ Guard("markGen") THEN [mem[s] EXCEPT !.mark = [p \in Provs |-> [@[p] EXCEPT ![j] = 0]]] ELSE mem[s]]
RingPut(s, j) ==
  /\ up[s] = "up" /\ j \in put[s]
  /\ put' = [put EXCEPT ![s] = @ \ {j}]
  /\ ring' = [p \in Provs |-> [ring[p] EXCEPT ![j] = TRUE]]
  /\ loop' = Stale(j) /\ mem' = Unmark(j)
  /\ UNCHANGED <<ledger, up, late, hand, fin, res, flr, graph, raise, paused, n, bad, wiped, high>>

RingTake(s, p, j) ==
  /\ up[s] = "up" /\ loop[s] = Idle /\ hand[s] = Empty /\ p \in Serves(s) /\ ~paused[p] /\ ring[p][j]
  /\ loop' = [loop EXCEPT ![s] = [st |-> "took", p |-> p, j |-> j, fresh |-> TRUE, m |-> mem[s].mark[p][j]]]
  /\ UNCHANGED <<ledger, up, ring, late, hand, put, fin, res, flr, graph, raise, paused, n, bad, wiped, high, mem>>

\* What the claim's packet would take: from the mark on; nothing there: from the floor.
Claims(s, p, j, m) ==
  IF (ses[s] = "open" \/ ~Guard("session")) /\ job[j] = "running"
  THEN LET C == Visible(p, j)  F == {c \in C : c >= m} IN IF F # {} \/ ~Guard("floorRead") THEN F ELSE C
  ELSE {}
Take(s, j, c) == row' = [row EXCEPT ![j][c] = [@ EXCEPT !.st = "processing", !.s = s, !.a = @ + 1]]
Nothing(p, j, m) == \* the plain read: nothing for anyone
  job[j] # "running" \/ Visible(p, j) = {} \/ (~Guard("floorRead") /\ \A c \in Visible(p, j) : c < m)
Owed(j) == \E s \in S : (up[s] = "up" /\ j \in put[s]) \/ (up[s] = "dead" /\ ses[s] = "open")
\* What was given back and put goes before what is fresh.
Late(s, p, j, c) ==
  IF loop[s].fresh /\ ~wiped /\ ~Owed(j) /\ \E b \in Visible(p, j) : b < c THEN {"fresh before given back"} ELSE {}
Max(x, y) == IF x > y THEN x ELSE y
ClaimExec(s) ==
  /\ up[s] = "up" /\ loop[s].st = "took"
  /\ LET p == loop[s].p  j == loop[s].j  C == Claims(s, p, j, loop[s].m)  c == Min(C) IN
     IF C # {} THEN
       /\ Take(s, j, c) /\ bad' = bad \cup NotOwn(s) \cup Late(s, p, j, c)
       /\ \/ /\ hand' = [hand EXCEPT ![s] = [ph |-> "ext", j |-> j, c |-> c, a |-> row[j][c].a + 1]]
             /\ loop' = [loop EXCEPT ![s] = Idle] /\ UNCHANGED n
             /\ mem' = [mem EXCEPT ![s] = [mark |-> IF loop[s].fresh \/ ~Guard("markGen") THEN [@.mark EXCEPT ![p][j] = Max(loop[s].m, c + 1)] ELSE @.mark,
                                         plenty |-> IF Guard("endLook") THEN {} ELSE @.plenty \cup {j}]]
          \/ Lost /\ Inc("lost") /\ loop' = [loop EXCEPT ![s] = Idle] /\ UNCHANGED <<hand, mem>>
     ELSE
       /\ UNCHANGED <<row, hand, n, bad, mem>>
       /\ loop' = [loop EXCEPT ![s] =
            IF ses[s] # "open" /\ Fix("fourth") THEN [Idle EXCEPT !.st = "out"]
            ELSE IF Nothing(p, j, loop[s].m) THEN [@ EXCEPT !.st = "empty"] ELSE Idle]
  /\ UNCHANGED <<job, floor, ses, up, ring, late, put, fin, res, flr, graph, book, words, raise, paused, wiped, high>>
\* The claim's sender gives up; the packet may be carried out later.
ClaimLate(s) ==
  /\ up[s] = "up" /\ loop[s].st = "took" /\ n.late < MaxLate /\ Inc("late")
  /\ late' = late \cup {[s |-> s, p |-> loop[s].p, j |-> loop[s].j, m |-> loop[s].m]} /\ loop' = [loop EXCEPT ![s] = Idle]
  /\ UNCHANGED <<ledger, up, ring, hand, put, fin, res, flr, graph, raise, paused, bad, wiped, high, mem>>
LateExec(k) ==
  /\ k \in late /\ late' = late \ {k}
  /\ LET C == Claims(k.s, k.p, k.j, k.m) IN
     IF C # {} THEN Take(k.s, k.j, Min(C)) /\ Note(k.s) ELSE UNCHANGED <<row, bad>>
  /\ UNCHANGED <<job, floor, ses, up, ring, local, graph, book, words, paused, n, wiped, high, mem>>
RingRemove(s) ==
  /\ up[s] = "up" /\ loop[s].st = "empty"
  /\ ring' = IF loop[s].fresh \/ ~Guard("ringGen") THEN [ring EXCEPT ![loop[s].p][loop[s].j] = FALSE] ELSE ring
  /\ loop' = [loop EXCEPT ![s] = Idle]
  /\ mem' = [mem EXCEPT ![s] = [mark |-> [@.mark EXCEPT ![loop[s].p][loop[s].j] = 0], plenty |-> @.plenty \ {loop[s].j}]]
  /\ fin' = [fin EXCEPT ![s] = @ \cup (mem[s].plenty \cap {loop[s].j})] \* what was not looked for, there being plenty
  /\ UNCHANGED <<ledger, up, late, hand, put, res, flr, graph, raise, paused, n, bad, wiped, high>>
Wipe ==
  /\ n.wipe < MaxWipe /\ Inc("wipe") /\ ring' = [p \in Provs |-> [j \in Jobs |-> FALSE]] /\ wiped' = TRUE
  /\ UNCHANGED <<ledger, up, late, local, graph, paused, bad, high, mem>>

-----------------------------------------------------------------------------
(* Work *)
Refused(h) ==
  \/ gbook # "there" /\ Guard("bookFound")
  \/ gr[h.c].j > h.j
  \/ Guard("attempt") /\ gr[h.c].j = h.j /\ gr[h.c].a > h.a
  \/ Fix("pairSession") /\ gr[h.c].j = h.j /\ gr[h.c].a = h.a /\ gr[h.c].s # h.s
Weave(s) ==
  /\ up[s] = "up" /\ hand[s].ph = "ext"
  /\ LET h == hand[s]  new == [j |-> h.j, a |-> h.a, s |-> s] IN
     IF Refused([j |-> h.j, c |-> h.c, a |-> h.a, s |-> s]) THEN
       /\ hand' = [hand EXCEPT ![s].ph = "ref"] /\ UNCHANGED <<gr, ver, n, high, bad>>
     ELSE
       /\ gr' = [gr EXCEPT ![h.c] = new] /\ ver' = ver + 1
       /\ high' = [high EXCEPT ![h.c] = IF Less(@, new) THEN new ELSE @]
       /\ bad' = IF gbook # "there" THEN bad \cup {"wove a deleted book"} ELSE bad
       /\ \/ hand' = [hand EXCEPT ![s].ph = "wov"] /\ UNCHANGED n
          \/ Lost /\ Inc("lost") /\ UNCHANGED hand
  /\ UNCHANGED <<ledger, up, ring, loop, late, put, fin, res, flr, tok, resd, cont, gbook, raise, paused, wiped, mem>>
Drop(s) == hand' = [hand EXCEPT ![s] = Empty]
Out(s) == \* what a node does on seeing that a run is not its own: look whether its session still stands
  loop' = [loop EXCEPT ![s] = IF ses[s] = "ended" THEN [Idle EXCEPT !.st = "out"] ELSE @]
RefRead(s) ==
  /\ up[s] = "up" /\ hand[s].ph = "ref"
  /\ LET h == hand[s] IN
     IF ~Mine(s, h) THEN Drop(s) /\ Out(s) /\ UNCHANGED <<row, fin>>
     ELSE IF gr[h.c].j > h.j THEN
       row' = [row EXCEPT ![h.j][h.c].st = "completed"] /\ Drop(s) /\ fin' = [fin EXCEPT ![s] = @ \cup {h.j}] /\ UNCHANGED loop \* superseded
     ELSE IF gbook = "there" /\ gr[h.c].j = h.j THEN \* the ledger lost commits: raise the attempt above the graph's
       row' = [row EXCEPT ![h.j][h.c].a = gr[h.c].a + 1] /\ hand' = [hand EXCEPT ![s] = [@ EXCEPT !.a = gr[h.c].a + 1, !.ph = "ext"]] /\ UNCHANGED <<fin, loop>>
     ELSE IF gbook # "there" /\ ~Fix("goneBook") THEN hand' = [hand EXCEPT ![s].ph = "ext"] /\ UNCHANGED <<row, fin, loop>>
     ELSE IF gbook # "there" THEN row' = [row EXCEPT ![h.j][h.c].st = "skipped"] /\ Drop(s) /\ fin' = [fin EXCEPT ![s] = @ \cup {h.j}] /\ UNCHANGED loop
     ELSE hand' = [hand EXCEPT ![s].ph = "ext"] /\ UNCHANGED <<row, fin, loop>>
  /\ bad' = IF row' # row /\ ses[s] = "ended" THEN bad \cup {"ended session changed a run"} ELSE bad
  /\ UNCHANGED <<job, floor, ses, up, ring, late, put, res, flr, graph, book, words, raise, paused, n, wiped, high, mem>>
\* Who completes a run looks for the finish. Without "endLook": not while claims bring all that was asked for.
Look(s, j) == [fin EXCEPT ![s] = IF j \in mem[s].plenty THEN @ ELSE @ \cup {j}]
Complete(s) ==
  /\ up[s] = "up" /\ hand[s].ph = "wov"
  /\ LET h == hand[s]  r == row[h.j][h.c] IN
     IF Mine(s, h) \/ (~Guard("owner") /\ r.st = "processing") THEN
       /\ row' = [row EXCEPT ![h.j][h.c] = [@ EXCEPT !.st = "completed", !.s = s, !.a = h.a]] /\ Note(s)
       /\ \/ Drop(s) /\ fin' = Look(s, h.j) /\ UNCHANGED n
          \/ Lost /\ Inc("lost") /\ UNCHANGED <<hand, fin>>
       /\ UNCHANGED loop
     ELSE
       /\ Drop(s) /\ UNCHANGED <<row, n, bad>>
       /\ IF r.st = "completed" /\ r.a = h.a /\ r.s = s /\ Guard("readRow")
          THEN fin' = Look(s, h.j) /\ UNCHANGED loop
          ELSE Out(s) /\ UNCHANGED fin
  /\ UNCHANGED <<job, floor, ses, up, ring, late, put, res, flr, graph, book, words, raise, paused, wiped, high, mem>>
\* The provider fails the run for good: next rung, or failed.
Fail(s) ==
  /\ up[s] = "up" /\ hand[s].ph = "ext" /\ n.fail < MaxFail /\ Inc("fail") /\ Drop(s)
  /\ LET h == hand[s]  r == row[h.j][h.c] IN
     IF Mine(s, h) THEN
       IF r.rung < NProvs
       THEN row' = [row EXCEPT ![h.j][h.c] = [@ EXCEPT !.st = "pending", !.rung = @ + 1]] /\ put' = [put EXCEPT ![s] = @ \cup {h.j}] /\ UNCHANGED fin
       ELSE row' = [row EXCEPT ![h.j][h.c] = [@ EXCEPT !.st = "failed"]] /\ fin' = [fin EXCEPT ![s] = @ \cup {h.j}] /\ UNCHANGED put
     ELSE UNCHANGED <<row, put, fin>>
  /\ bad' = IF row' # row /\ ses[s] = "ended" THEN bad \cup {"ended session changed a run"} ELSE bad
  /\ UNCHANGED <<job, floor, ses, up, ring, loop, late, res, flr, graph, book, words, raise, paused, wiped, high, mem>>
\* Every 15 s: rows of this session that it has not in hand go back.
Stray(s) ==
  /\ Guard("stray") /\ up[s] = "up" /\ loop[s].st # "took"
  /\ \E j \in Jobs, c \in Chapters :
       /\ row[j][c].st = "processing" /\ row[j][c].s = s /\ ~(hand[s].ph # "no" /\ hand[s].j = j /\ hand[s].c = c /\ hand[s].a = row[j][c].a)
       /\ row' = [row EXCEPT ![j][c].st = "pending"] /\ put' = [put EXCEPT ![s] = @ \cup {j}]
  /\ Note(s)
  /\ UNCHANGED <<job, floor, ses, up, ring, loop, late, hand, fin, res, flr, graph, book, words, raise, paused, n, wiped, high, mem>>

-----------------------------------------------------------------------------
(* Finish and resolve. tok: the session that writes the resolved layer; the last to take it wins, and it is taken only from a session that has ended. *)
Stamped == resd = ver /\ (Fix("stamp") => cont.w = words)
RECURSIVE Sum(_, _)
Sum(j, c) == IF c = 0 THEN 0 ELSE row[j][c].a + Sum(j, c - 1)
Tries(j) == Sum(j, NChapters) \* stands for the number in the job's row that each retry raises
ResRead(s, j) ==
  /\ up[s] = "up" /\ j \in fin[s] /\ res[s] = NoRes /\ job[j] \in {"running", "paused", "cancelled", "failed", "completed"}
  /\ IF Open(j) # {} \/ gbook # "there" THEN
       LET gone == gbook # "there" /\ Fix("goneBook") /\ Open(j) = {} /\ job[j] \in {"running", "paused"} IN
       /\ fin' = [fin EXCEPT ![s] = IF gone THEN @ ELSE @ \ {j}]
       /\ res' = IF gone THEN [res EXCEPT ![s] = [NoRes EXCEPT !.j = j, !.done = TRUE]] ELSE res
       /\ UNCHANGED tok
     ELSE
       /\ IF Stamped \/ tok = 0 \/ tok = s THEN TRUE ELSE ses[tok] # "open"
       /\ tok' = IF Stamped THEN tok ELSE s
       /\ res' = [res EXCEPT ![s] = [j |-> j, v |-> ver, f |-> gr, w |-> words, k |-> Tries(j), done |-> Stamped]] /\ UNCHANGED fin
  /\ UNCHANGED <<ledger, up, ring, loop, late, hand, put, flr, gr, ver, resd, cont, gbook, raise, paused, n, bad, wiped, high, mem>>
ResWrite(s) ==
  /\ up[s] = "up" /\ res[s].j # 0 /\ ~res[s].done
  /\ IF (tok = s \/ ~Guard("token")) /\ gbook = "there"
     THEN resd' = res[s].v /\ cont' = [f |-> res[s].f, w |-> res[s].w] /\ res' = [res EXCEPT ![s].done = TRUE] /\ tok' = (IF tok = s THEN 0 ELSE tok)
     ELSE res' = [res EXCEPT ![s] = NoRes] /\ UNCHANGED <<resd, cont, tok>>
  /\ UNCHANGED <<ledger, up, ring, loop, late, hand, put, fin, flr, gr, ver, gbook, raise, paused, n, bad, wiped, high, mem>>
FinUpdate(s) ==
  /\ up[s] = "up" /\ res[s].done
  /\ LET j == res[s].j  ok == job[j] \in {"running", "paused"} /\ (Fix("finishOpen") => Open(j) = {} /\ (gbook = "there" => res[s].k = Tries(j))) IN
     /\ job' = IF ok THEN [job EXCEPT ![j] = IF \E c \in Chapters : row[j][c].st = "failed" THEN "failed" ELSE "completed"] ELSE job
     /\ \/ fin' = [fin EXCEPT ![s] = @ \ {j}] /\ UNCHANGED n /\ res' = [res EXCEPT ![s] = NoRes]
        \/ ok /\ Lost /\ Inc("lost") /\ UNCHANGED <<fin, res>>
  /\ UNCHANGED <<row, floor, ses, up, ring, loop, late, hand, put, flr, graph, book, words, raise, paused, bad, wiped, high, mem>>

-----------------------------------------------------------------------------
(* Life and death *)
Die(s) ==
  /\ up[s] = "up" /\ n.death < MaxDeath /\ Inc("death") /\ \E t \in S \ {s} : up[t] = "up"
  /\ up' = [up EXCEPT ![s] = "dead"] /\ loop' = [loop EXCEPT ![s] = Idle] /\ hand' = [hand EXCEPT ![s] = Empty]
  /\ put' = [put EXCEPT ![s] = {}] /\ fin' = [fin EXCEPT ![s] = {}] /\ res' = [res EXCEPT ![s] = NoRes] /\ flr' = [flr EXCEPT ![s] = NoFlr]
  /\ mem' = [mem EXCEPT ![s] = NoMem]
  /\ UNCHANGED <<ledger, ring, late, graph, raise, paused, bad, wiped, high>>
GaveBack(s) == {j \in Jobs : \E c \in Chapters : row[j][c].st = "processing" /\ row[j][c].s = s}
Back(R, s) == [j \in Jobs |-> [c \in Chapters |-> IF R[j][c].st = "processing" /\ R[j][c].s = s
                 THEN [R[j][c] EXCEPT !.st = IF job[j] = "cancelled" THEN "skipped" ELSE "pending"] ELSE R[j][c]]]
Running == {j \in Jobs : job[j] = "running"}
Done(j) == Open(j) = {} /\ job[j] \in {"running", "paused"}
Takeover(t, s) ==
  /\ up[t] = "up" /\ ses[s] = "open" /\ t # s
  /\ \/ up[s] = "dead" /\ UNCHANGED n
     \/ up[s] = "up" /\ n.wrong < MaxWrong /\ Inc("wrong")
  /\ ses' = [ses EXCEPT ![s] = "ended"] /\ row' = Back(row, s)
  /\ put' = [put EXCEPT ![t] = @ \cup IF Fix("pass") THEN Running ELSE GaveBack(s)]
  /\ fin' = [fin EXCEPT ![t] = @ \cup IF Fix("pass") THEN {j \in Jobs : Open(j) = {} /\ job[j] # "created"} ELSE {}]
  /\ UNCHANGED <<job, floor, up, ring, loop, late, hand, res, flr, graph, book, words, raise, paused, bad, wiped, high, mem>>
\* SIGTERM: what is in hand goes back, then the session ends. As one takeover of itself with "drainAtomic".
Drain(s) ==
  /\ Act("drain") /\ up[s] = "up" /\ ses[s] = "open" /\ \E t \in S \ {s} : up[t] = "up" /\ ses[t] = "open"
  /\ put[s] = {} /\ fin[s] = {} /\ loop[s] = Idle
  /\ IF hand[s].ph # "no" /\ ~Fix("drainAtomic") /\ Mine(s, hand[s])
     THEN row' = [row EXCEPT ![hand[s].j][hand[s].c].st = "pending"] /\ Drop(s) /\ put' = [put EXCEPT ![s] = @ \cup {hand[s].j}] /\ UNCHANGED <<ses, up>>
     ELSE IF Fix("drainAtomic") THEN row' = Back(row, s) /\ Drop(s) /\ put' = [put EXCEPT ![s] = Running] /\ ses' = [ses EXCEPT ![s] = "ended"] /\ UNCHANGED up
     ELSE ses' = [ses EXCEPT ![s] = "ended"] /\ up' = [up EXCEPT ![s] = "off"] /\ Drop(s) /\ UNCHANGED <<row, put>>
  /\ loop' = [loop EXCEPT ![s] = IF ses' # ses THEN [Idle EXCEPT !.st = "left"] ELSE @]
  /\ UNCHANGED <<job, floor, ring, late, fin, res, flr, graph, book, words, raise, paused, n, bad, wiped, high, mem>>
Leave(s) ==
  /\ up[s] = "up" /\ loop[s].st = "left" /\ put[s] = {} /\ up' = [up EXCEPT ![s] = "off"]
  /\ UNCHANGED <<ledger, ring, local, late, graph, paused, n, bad, wiped, high, mem>>
\* A node whose session ended and that found it out, or a dead node, starts a new session. What it owed the rings goes along.
Reopen(s, t) ==
  /\ t \in S /\ ses[t] = "none" /\ (\A u \in S : u < t => ses[u] # "none")
  /\ \/ up[s] = "up" /\ loop[s].st = "out"
     \/ up[s] = "dead" /\ ses[s] = "ended" /\ ~Act("norestart")
  /\ ses' = [ses EXCEPT ![t] = "open"] /\ up' = [up EXCEPT ![s] = "off", ![t] = "up"]
  /\ put' = [put EXCEPT ![t] = put[s], ![s] = {}] /\ fin' = [fin EXCEPT ![t] = fin[s], ![s] = {}]
  /\ hand' = [hand EXCEPT ![s] = Empty] /\ loop' = [loop EXCEPT ![s] = Idle]
  /\ res' = [res EXCEPT ![s] = NoRes] /\ flr' = [flr EXCEPT ![s] = NoFlr]
  /\ mem' = [mem EXCEPT ![t].plenty = mem[s].plenty, ![s] = NoMem]
  /\ UNCHANGED <<job, row, floor, ring, late, graph, book, words, raise, paused, n, bad, wiped, high>>
\* The ledger comes back without its last commits: one claim is forgotten (promises outside fenced pairs are not checked then).
Rollback ==
  /\ n.back < MaxRollback /\ Inc("back")
  /\ \E j \in Jobs, c \in Chapters : row[j][c].st = "processing"
       /\ row' = [row EXCEPT ![j][c] = [@ EXCEPT !.st = "pending", !.a = @ - 1, !.s = 0]]
       /\ put' = [s \in S |-> IF up[s] = "up" THEN put[s] \cup {j} ELSE put[s]]
  /\ UNCHANGED <<job, floor, ses, up, ring, loop, late, hand, fin, res, flr, graph, book, words, raise, paused, bad, wiped, high, mem>>

-----------------------------------------------------------------------------
(* The reconciler (any live node) *)
RecoPut(s) ==
  /\ Act("reco") /\ up[s] = "up"
  /\ IF wiped THEN put' = [put EXCEPT ![s] = @ \cup Running] /\ wiped' = FALSE
     ELSE /\ \E j \in Running \ put[s] : \E p \in Provs : ~ring[p][j] /\ Claimable(p, j) # {} /\ put' = [put EXCEPT ![s] = @ \cup {j}]
          /\ UNCHANGED wiped
  /\ UNCHANGED <<ledger, up, ring, loop, late, hand, fin, res, flr, graph, raise, paused, n, bad, high, mem>>
RecoRows(s, e) ==
  /\ Act("reco") /\ up[s] = "up" /\ ses[e] = "ended" /\ GaveBack(e) # {}
  /\ row' = Back(row, e) /\ put' = [put EXCEPT ![s] = @ \cup GaveBack(e)]
  /\ UNCHANGED <<job, floor, ses, up, ring, loop, late, hand, fin, res, flr, graph, book, words, raise, paused, n, bad, wiped, high, mem>>
RecoFin(s, j) ==
  /\ Act("reco") /\ up[s] = "up" /\ j \notin fin[s] /\ Open(j) = {} /\ job[j] # "created"
  /\ Done(j) \/ (gbook = "there" /\ ~Stamped)
  /\ fin' = [fin EXCEPT ![s] = @ \cup {j}]
  /\ UNCHANGED <<ledger, up, ring, loop, late, hand, put, res, flr, graph, raise, paused, n, bad, wiped, high, mem>>
Lowest(j) == IF Open(j) = {} THEN NChapters + 1 ELSE Min(Open(j))
FloorRead(s, j) ==
  /\ Act("floor") /\ up[s] = "up" /\ flr[s] = NoFlr /\ job[j] = "running" /\ Lowest(j) > floor[j]
  /\ flr' = [flr EXCEPT ![s] = [j |-> j, v |-> Lowest(j)]]
  /\ UNCHANGED <<ledger, up, ring, loop, late, hand, put, fin, res, graph, raise, paused, n, bad, wiped, high, mem>>
FloorWrite(s) ==
  /\ up[s] = "up" /\ flr[s] # NoFlr /\ flr' = [flr EXCEPT ![s] = NoFlr]
  /\ floor' = IF flr[s].v > floor[flr[s].j] /\ (Fix("floorLocked") => flr[s].v <= Lowest(flr[s].j)) THEN [floor EXCEPT ![flr[s].j] = flr[s].v] ELSE floor
  /\ UNCHANGED <<job, row, ses, up, ring, loop, late, hand, put, fin, res, graph, book, words, raise, paused, n, bad, wiped, high, mem>>

-----------------------------------------------------------------------------
(* People; each order is carried out by a live session *)
Cancel(s, j) ==
  /\ up[s] = "up" /\ n.cancel < MaxCancel /\ job[j] \in {"running", "paused"} /\ Inc("cancel")
  /\ job' = [job EXCEPT ![j] = "cancelled"] /\ fin' = [fin EXCEPT ![s] = @ \cup {j}]
  /\ row' = [row EXCEPT ![j] = [c \in Chapters |-> IF c \in Open(j) THEN [@[c] EXCEPT !.st = "skipped"] ELSE @[c]]]
  /\ UNCHANGED <<floor, ses, up, ring, loop, late, hand, put, res, flr, graph, book, words, raise, paused, bad, wiped, high, mem>>
Pause(s, j) ==
  /\ n.pause < MaxPause /\ job[j] = "running" /\ up[s] = "up" /\ Inc("pause") /\ job' = [job EXCEPT ![j] = "paused"]
  /\ UNCHANGED <<row, floor, ses, up, ring, local, late, graph, book, words, paused, bad, wiped, high, mem>>
Resume(s, j) ==
  /\ job[j] = "paused" /\ up[s] = "up" /\ job' = [job EXCEPT ![j] = "running"] /\ put' = [put EXCEPT ![s] = @ \cup {j}]
  /\ UNCHANGED <<row, floor, ses, up, ring, loop, late, hand, fin, res, flr, graph, book, words, raise, paused, n, bad, wiped, high, mem>>
Retry(s, j, c) ==
  /\ n.retry < MaxRetry /\ up[s] = "up" /\ job[j] \in {"running", "failed"} /\ row[j][c].st = "failed" /\ Inc("retry")
  /\ job' = [job EXCEPT ![j] = "running"] /\ row' = [row EXCEPT ![j][c] = [@ EXCEPT !.st = "pending", !.rung = 1]]
  /\ floor' = [floor EXCEPT ![j] = IF c < @ /\ Guard("floorLowered") THEN c ELSE @] /\ put' = [put EXCEPT ![s] = @ \cup {j}]
  /\ UNCHANGED <<ses, up, ring, loop, late, hand, fin, res, flr, graph, book, words, raise, paused, bad, wiped, high, mem>>
Delete(s) ==
  /\ n.delete < MaxDelete /\ up[s] = "up" /\ book = "there" /\ Inc("delete") /\ book' = "deleted"
  /\ IF Fix("goneBook") THEN
       /\ job' = [j \in Jobs |-> IF job[j] \in Ended THEN job[j] ELSE "cancelled"]
       /\ row' = [j \in Jobs |-> [c \in Chapters |-> IF row[j][c].st \in {"pending", "processing"} THEN [row[j][c] EXCEPT !.st = "skipped"] ELSE row[j][c]]]
     ELSE UNCHANGED <<job, row>>
  /\ UNCHANGED <<floor, ses, up, ring, local, late, graph, words, paused, bad, wiped, high, mem>>
DeleteGraph == \* repeated by whoever finds it, until done
  /\ book = "deleted" /\ gbook = "there" /\ gbook' = "gone" /\ gr' = [c \in Chapters |-> None]
  /\ UNCHANGED <<ledger, up, ring, local, late, tok, ver, resd, cont, paused, n, bad, wiped, high, mem>>
\* A person's word (or a new edition): the ledger's commit, then the book's version in the graph is raised; a crash may fall between.
Word(s) ==
  /\ n.word < MaxWord /\ up[s] = "up" /\ Inc("word") /\ words' = words + 1 /\ raise' = raise \cup {s}
  /\ UNCHANGED <<job, row, floor, ses, book, up, ring, loop, late, hand, put, fin, res, flr, graph, paused, bad, wiped, high, mem>>
Raise(s) ==
  /\ s \in raise /\ raise' = raise \ {s} /\ ver' = (IF up[s] = "up" THEN ver + 1 ELSE ver)
  /\ UNCHANGED <<ledger, up, ring, loop, late, hand, put, fin, res, flr, gr, tok, resd, cont, gbook, paused, n, bad, wiped, high, mem>>
ProvPause(s, p) ==
  /\ n.ppause < MaxProvPause /\ ~paused[p] /\ up[s] = "up" /\ p \in Serves(s) /\ Inc("ppause")
  /\ paused' = [paused EXCEPT ![p] = TRUE] /\ put' = [put EXCEPT ![s] = @ \cup Running]
  /\ UNCHANGED <<ledger, up, ring, loop, late, hand, fin, res, flr, graph, raise, bad, wiped, high, mem>>
ProvResume(p) == \* time runs out; nobody acts. Not for the first provider when "forever" (401).
  /\ paused[p] /\ ~(Act("forever") /\ p = 1) /\ paused' = [paused EXCEPT ![p] = FALSE]
  /\ UNCHANGED <<ledger, up, ring, local, late, graph, n, bad, wiped, high, mem>>

-----------------------------------------------------------------------------
Own(s) == Leave(s) \/ ClaimExec(s) \/ RingRemove(s) \/ Weave(s) \/ RefRead(s) \/ Complete(s)
Fair(s) == \/ Own(s) \/ Stray(s) \/ ResWrite(s) \/ FinUpdate(s) \/ FloorWrite(s) \/ Raise(s)
           \/ RecoPut(s) \/ \E e \in S : RecoRows(s, e)
           \/ \E j \in Jobs : RingPut(s, j) \/ ResRead(s, j) \/ RecoFin(s, j)
           \/ \E t \in S : Reopen(s, t)
Next ==
  \/ \E s \in S : Fair(s) \/ ClaimLate(s) \/ Fail(s) \/ Die(s) \/ Drain(s) \/ Delete(s) \/ Word(s)
  \/ \E s \in S, j \in Jobs : Start(s, j) \/ FloorRead(s, j) \/ Cancel(s, j) \/ Pause(s, j) \/ Resume(s, j)
  \/ \E s \in S, p \in Provs, j \in Jobs : RingTake(s, p, j)
  \/ \E s \in S, j \in Jobs, c \in Chapters : Retry(s, j, c)
  \/ \E s, t \in S : Takeover(t, s)
  \/ \E s \in S, p \in Provs : ProvPause(s, p)
  \/ \E p \in Provs : ProvResume(p)
  \/ \E k \in late : LateExec(k)
  \/ Wipe \/ Rollback \/ DeleteGraph
Spec == Init /\ [][Next]_vars
Takes(s) == \E p \in Provs, j \in Jobs : RingTake(s, p, j)
RightTakeover == \E e, t \in S : up[e] = "dead" /\ Takeover(t, e)
FairSpec ==
  /\ Spec
  /\ \A s \in S : /\ SF_vars(Own(s)) /\ SF_vars(Stray(s)) /\ SF_vars(\E t \in S : Reopen(s, t))
                  /\ \A j \in Jobs : /\ SF_vars(\E p \in Provs : RingTake(s, p, j))
                                     /\ WF_vars(RingPut(s, j)) /\ SF_vars(ResRead(s, j)) /\ SF_vars(RecoFin(s, j))
                  /\ WF_vars(ResWrite(s)) /\ WF_vars(FinUpdate(s)) /\ WF_vars(FloorWrite(s)) /\ SF_vars(RecoPut(s))
                  /\ WF_vars(Raise(s)) /\ \A e \in S : WF_vars(RecoRows(s, e))
  /\ \A j \in Jobs : WF_vars(\E s \in S : Start(s, j)) /\ SF_vars(\E s \in S : Resume(s, j))
  /\ WF_vars(RightTakeover) /\ WF_vars(DeleteGraph) /\ WF_vars(\E k \in late : LateExec(k))
  /\ \A p \in Provs : WF_vars(ProvResume(p))

-----------------------------------------------------------------------------
Pair(x) == [j |-> x.j, a |-> x.a]
OneWeave == \A c \in Chapters : gbook = "there" => Pair(gr[c]) = Pair(high[c])
Facts == gbook = "there" => \A j \in Jobs, c \in Chapters : row[j][c].st = "completed" =>
           gr[c].j > j \/ (gr[c].j = j /\ gr[c].a = row[j][c].a /\ gr[c].s = row[j][c].s)
EndedSession == "ended session changed a run" \notin bad
NoOpenRun == \A j \in Jobs : job[j] \in Ended => Open(j) = {}
Resolved == \A j \in Jobs : job[j] = "completed" /\ gbook = "there" =>
              \A c \in Chapters : row[j][c].st = "completed" => ~Less(cont.f[c], [j |-> j, a |-> row[j][c].a])
ResolvedTrue == resd = ver /\ gbook = "there" => cont.f = gr
WordsIn == (\A s \in S : fin[s] = {} /\ res[s] = NoRes) /\ raise = {} /\ Stamped /\ ver > 0 => cont.w = words
BackFirst == "fresh before given back" \notin bad
DeletedStays == "wove a deleted book" \notin bad
FloorTrue == \A j \in Jobs : job[j] = "running" => \A c \in Open(j) : c >= floor[j]
Covered == wiped \/ \A p \in Provs, j \in Jobs : job[j] = "running" /\ Claimable(p, j) # {} => ring[p][j] \/ Owed(j)
Owned == \A j \in Jobs, c \in Chapters : row[j][c].st = "processing" => ses[row[j][c].s] = "open"
Ends == \A j \in Jobs : <>[](job[j] \in Ended)
EndsAndResolves == <>[]((\A j \in Jobs : job[j] \in Ended) /\ (gbook # "there" \/ (resd = ver /\ cont.w = words)))
=============================================================================
