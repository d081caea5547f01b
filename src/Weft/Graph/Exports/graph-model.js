// What is drawn of a graph, as a reader at some chapter knows it. The drawing and the table both come from here.
"use strict";
window.weftGraphModel = (() => {
  const until = (chapters, limit) => { let count = 0; while (count < chapters.length && chapters[count] <= limit) count++; return count; };
  const sum = (counts, known) => { let all = 0; for (let at = 0; at < known; at++) all += counts[at]; return all; };
  const fold = (text) => text.normalize("NFKC").toLowerCase();
  const key = (one, other) => one < other ? `${one}~${other}` : `${other}~${one}`;

  /* Null where the reader has not met it. A name that comes later is replaced by the earliest one known. */
  function entityAt(one, limit) {
    const known = until(one.chapters, limit);
    if (known === 0) return null;
    const aliases = one.aliases.filter((alias) => alias.chapter <= limit).sort((a, b) => a.chapter - b.chapter);
    const name = one.nameChapter > limit && aliases.length > 0 ? aliases[0].name : one.name;
    const mentions = sum(one.counts, known), all = sum(one.counts, one.counts.length);
    return { id: one.id, name, type: one.type, mentions, share: all ? mentions / all : 1, first: one.chapters[0], last: one.chapters[known - 1], aliases: aliases.filter((alias) => alias.name !== name), traits: one.traits.filter((trait) => trait.chapter <= limit), chapters: one.chapters.slice(0, known), counts: one.counts.slice(0, known) };
  }

  /* All that binds two, as one tie. */
  function tiesAt(relations, entities, limit) {
    const ties = new Map();
    for (const one of relations) {
      const known = until(one.chapters, limit), id = key(one.source, one.target);
      if (known === 0 || one.source === one.target || !entities.has(one.source) || !entities.has(one.target)) continue;
      const count = sum(one.counts, known), tie = ties.get(id) ?? { id, a: id === `${one.source}~${one.target}` ? one.source : one.target, weight: 0, count: 0, first: Infinity, last: 0, kinds: [] };
      tie.b = tie.a === one.source ? one.target : one.source;
      tie.weight += one.weight * count / Math.max(1, one.count); tie.count += count;
      tie.first = Math.min(tie.first, one.chapters[0]); tie.last = Math.max(tie.last, one.chapters[known - 1]);
      tie.kinds.push({ type: one.type, label: one.label, count, source: one.source, target: one.target, mutual: one.goesBothWays });
      ties.set(id, tie);
    }
    /* What says more than that two stand together comes first. */
    for (const tie of ties.values()) tie.kinds.sort((a, b) => (a.type === "co_occurs") - (b.type === "co_occurs") || b.count - a.count);
    return [...ties.values()].sort((a, b) => b.weight - a.weight || (a.id < b.id ? -1 : 1));
  }

  /* Fewest steps; empty where nothing leads from one to the other. */
  function way(ties, from, to) {
    const near = new Map(), before = new Map([[from, from]]), queue = [from];
    for (const tie of ties) for (const [one, other] of [[tie.a, tie.b], [tie.b, tie.a]]) { if (!near.has(one)) near.set(one, []); near.get(one).push(other); }
    for (let at = 0; at < queue.length && !before.has(to); at++) for (const next of near.get(queue[at]) ?? []) if (!before.has(next)) { before.set(next, queue[at]); queue.push(next); }
    if (!before.has(to)) return [];
    const path = [to];
    while (path[0] !== from) path.unshift(before.get(path[0]));
    return path;
  }

  return class Model {
    constructor(data) {
      this.data = data;
      this.last = data.last;
      this.names = data.entities.map((one) => ({ one, keys: [one.name, ...one.aliases.map((alias) => alias.name)].map(fold) }));
      this.byId = new Map(data.entities.map((one) => [one.id, one]));
      /* Numbers from 1, the most important first; 0 = in none. */
      this.communityOf = new Map((data.communities ?? []).flatMap((members, at) => members.map((id) => [id, at + 1])));
    }

    /* Ties of one colour; kinds of a person's own have none. */
    groupOf(type) { return this.data.ties[type]?.group ?? "other"; }

    /* An entity by its id, or by one of its names. */
    idOf(named) {
      if (!named || this.byId.has(named)) return named || "";
      const wanted = fold(named);
      return (this.names.find(({ keys }) => keys.includes(wanted)) ?? this.names.find(({ keys }) => keys.some((name) => name.includes(wanted))))?.one.id ?? "";
    }

    /* As far as the reader knows it. */
    weightOf(one) { return (this.data.importance?.[one.id] ?? 0) * Math.sqrt(one.share); }

    /* state: up, e, tie, q, types and coms (null = all), min, from, most. */
    view(state) {
      const limit = state.up ?? this.last, known = this.data.entities.map((one) => entityAt(one, limit)).filter((one) => one), all = new Map(known.map((one) => [one.id, one]));
      const bound = tiesAt(this.data.relations, all, limit), types = new Map(), groups = new Map();
      for (const tie of bound) { tie.group = this.groupOf(tie.kinds[0].type); groups.set(tie.group, (groups.get(tie.group) ?? 0) + 1); }
      for (const one of known) { types.set(one.type, (types.get(one.type) ?? 0) + 1); one.community = this.communityOf.get(one.id) ?? 0; one.weight = this.weightOf(one); }
      known.sort((a, b) => b.weight - a.weight || b.mentions - a.mentions || (a.id < b.id ? -1 : 1));
      /* Each with its head: the most important member that the reader has met. */
      const communities = new Map();
      for (const one of known) { const community = communities.get(one.community) ?? { number: one.community, head: one, size: 0 }; community.size++; communities.set(one.community, community); }
      const strong = bound.filter((tie) => tie.weight >= state.min), kept = state.min > 0 ? new Set(strong.flatMap((tie) => [tie.a, tie.b])) : null;
      const fitting = known.filter((one) => (!state.types || state.types.has(one.type)) && (!state.coms || state.coms.has(one.community)) && (!kept || kept.has(one.id)));
      const e = this.idOf(state.e), from = this.idOf(state.from), ends = state.tie ? state.tie.split("~").map((end) => this.idOf(end)) : [];
      const path = from && e && from !== e && all.has(from) && all.has(e) ? way(bound, from, e) : [];
      const shown = new Map(fitting.slice(0, state.most).map((one) => [one.id, one]));
      /* What somebody opened is seen, with whom it is tied most, whatever the bounds. */
      const opened = [e, from, ...ends, ...path, ...(e ? bound.filter((tie) => tie.a === e || tie.b === e).slice(0, 24).flatMap((tie) => [tie.a, tie.b]) : [])];
      for (const id of opened) if (all.has(id) && (!state.types || state.types.has(all.get(id).type) || id === e || ends.includes(id) || path.includes(id))) shown.set(id, all.get(id));
      const nodes = [...shown.values()].map((one) => { const [x, y] = this.data.places[one.id] ?? [0, 0]; return { ...one, x, y, r: 5 + 20 * Math.sqrt(one.weight) }; });
      const ties = strong.filter((tie) => shown.has(tie.a) && shown.has(tie.b));
      for (const id of [key(ends[0] ?? "", ends[1] ?? ""), ...path.slice(1).map((one, at) => key(path[at], one))]) { const tie = bound.find((one) => one.id === id); if (tie && !ties.includes(tie)) ties.push(tie); }
      return { limit, all, bound, types, groups, communities, fitting: fitting.length, nodes, ties, byId: new Map(nodes.map((node) => [node.id, node])), heaviest: Math.max(0.001, bound[0]?.weight ?? 1), e: all.has(e) ? e : "", from: all.has(from) ? from : "", tie: ends.length === 2 ? bound.find((one) => one.id === key(...ends)) : undefined, path };
    }

    /* Names that hold the text, best first; those of later chapters apart, by chapter alone. */
    find(text, view) {
      const wanted = fold(text.trim()), hits = [];
      let later = 0;
      if (!wanted) return { hits, later };
      for (const { one, keys } of this.names) {
        const rank = Math.min(...keys.map((name) => name === wanted ? 0 : name.startsWith(wanted) ? 1 : name.includes(wanted) ? 2 : 3));
        if (rank > 2) continue;
        const known = view.all.get(one.id);
        if (known && [known.name, ...known.aliases.map((alias) => alias.name)].some((name) => fold(name).includes(wanted))) hits.push({ rank, known });
        else if (later === 0 || one.chapters[0] < later) later = Math.max(one.chapters[0], view.limit + 1);
      }
      return { hits: hits.sort((a, b) => a.rank - b.rank || b.known.mentions - a.known.mentions).map((hit) => hit.known), later };
    }

    quotes(tie, limit) { return (this.data.quotes?.[tie.id] ?? []).filter(([chapter]) => chapter <= limit); }
  };
})();
