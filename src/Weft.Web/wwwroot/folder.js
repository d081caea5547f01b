// A folder that is chosen or dropped becomes a zip archive: names with their paths, as they lie there.
"use strict";
window.weftFolder = (() => {
  /* An upload holds 64 MB: what is more goes into the next archive. */
  const most = 60e6;
  const codes = new Uint32Array(256).map((_, n) => { for (let k = 0; k < 8; k++) n = n & 1 ? 0xedb88320 ^ (n >>> 1) : n >>> 1; return n; });
  const check = (bytes) => { let crc = -1; for (const byte of bytes) crc = codes[(crc ^ byte) & 255] ^ (crc >>> 8); return (crc ^ -1) >>> 0; };
  const hidden = (path) => path.split("/").some((part) => part.startsWith(".") || part === "__MACOSX");

  async function deflated(bytes) {
    if (!window.CompressionStream) return null;
    try { return new Uint8Array(await new Response(new Blob([bytes]).stream().pipeThrough(new CompressionStream("deflate-raw"))).arrayBuffer()); }
    catch { return null; }
  }
  function head(mark, length, entry, more) {
    const bytes = new Uint8Array(length), view = new DataView(bytes.buffer), from = mark === 0x02014b50 ? 6 : 4;
    view.setUint32(0, mark, true);
    if (from === 6) view.setUint16(4, 20, true);
    view.setUint16(from, 20, true);
    view.setUint16(from + 2, 0x800, true); // names are UTF-8
    view.setUint16(from + 4, entry.method, true);
    view.setUint16(from + 8, 0x21, true); // 1 January 1980
    view.setUint32(from + 10, entry.crc, true);
    view.setUint32(from + 14, entry.packed, true);
    view.setUint32(from + 18, entry.size, true);
    view.setUint16(from + 22, entry.name.length, true);
    if (more) view.setUint32(42, more.at, true);
    return bytes;
  }
  function archive(name, entries) {
    const parts = [], index = [];
    let at = 0, long = 0;
    for (const entry of entries) {
      const start = head(0x04034b50, 30, entry), listed = head(0x02014b50, 46, entry, { at });
      parts.push(start, entry.name, entry.bytes);
      index.push(listed, entry.name);
      at += start.length + entry.name.length + entry.packed;
      long += listed.length + entry.name.length;
    }
    const end = new DataView(new ArrayBuffer(22));
    end.setUint32(0, 0x06054b50, true);
    end.setUint16(8, entries.length, true); end.setUint16(10, entries.length, true);
    end.setUint32(12, long, true); end.setUint32(16, at, true);
    return new File([...parts, ...index, end.buffer], name, { type: "application/zip" });
  }
  /* Everything below a folder that was dropped; what cannot be read there breaks it off, so that nothing is left out unsaid. */
  const below = async (entry, path, found) => {
    if (entry.isFile) { found.push([path, await new Promise((done, fail) => entry.file(done, fail))]); return; }
    const reader = entry.createReader();
    for (let some; (some = await new Promise((done, fail) => reader.readEntries(done, fail))).length > 0;)
      for (const child of some) await below(child, path ? `${path}/${child.name}` : child.name, found);
  };

  return {
    /* Folders and files of a drop; to be asked at once, while the drop is there. */
    dropped: (transfer) => {
      const entries = [...transfer.items].map((item) => item.kind === "file" ? item.webkitGetAsEntry?.() : null);
      const folders = entries.filter((entry) => entry?.isDirectory);
      if (folders.length === 0) return { folders, files: [...transfer.files] };
      const names = new Set(folders.map((entry) => entry.name));
      return {
        folders: folders.map((entry) => ({ name: entry.name, files: async () => { const found = []; await below(entry, "", found); return found; } })),
        files: [...transfer.files].filter((file) => !names.has(file.name)),
      };
    },
    /* The folder of a field: its files bear their paths, the folder's name first. */
    chosen: (files) => files.length === 0 ? [] : [{
      name: files[0].webkitRelativePath.split("/")[0],
      files: ((list) => async () => list.map((file) => [file.webkitRelativePath.split("/").slice(1).join("/"), file]))([...files]),
    }],
    /* Archives of a folder's files in the order of their names, and the tables among them. */
    pack: async (folder) => {
      const order = new Intl.Collator(undefined, { numeric: true });
      const files = (await folder.files()).filter(([path]) => !hidden(path)).sort(([a], [b]) => order.compare(a, b));
      const archives = [], tables = files.filter(([path]) => /^[^/]+\.csv$/i.test(path)).map(([, file]) => file);
      let entries = [], size = 0;
      const close = () => { if (entries.length > 0) archives.push(archive(`${folder.name}${archives.length ? ` ${archives.length + 1}` : ""}.zip`, entries)); [entries, size] = [[], 0]; };
      for (const [path, file] of files) {
        if (tables.includes(file)) continue;
        const whole = new Uint8Array(await file.arrayBuffer()), small = await deflated(whole), bytes = small && small.length < whole.length ? small : whole;
        if (size > 0 && size + bytes.length > most) close();
        entries.push({ name: new TextEncoder().encode(path), crc: check(whole), method: bytes === small ? 8 : 0, packed: bytes.length, size: whole.length, bytes });
        size += bytes.length;
      }
      close();
      return { archives, tables };
    },
  };
})();
