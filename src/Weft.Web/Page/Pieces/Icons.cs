namespace Weft.Web.Page.Pieces;

/// <summary>The page's drawn signs, on a field of 24 by 24.</summary>
internal static class Icons
{
    public static readonly IReadOnlyDictionary<string, string> Paths = new Dictionary<string, string>
    {
        ["library"] =
            """<path d="M4 4.5h4v15H4zM10 4.5h4v15h-4z"/><path d="m16.2 5.3 3.4-.9 3 14.4-3.4.9z" transform="translate(-.8 0)"/>""",
        ["jobs"] = """<path d="M4 6h10M4 12h16M4 18h7"/><circle cx="18" cy="6" r="2"/><circle cx="15" cy="18" r="2"/>""",
        ["fleet"] =
            """<rect x="3.5" y="4" width="17" height="6.5" rx="1.5"/><rect x="3.5" y="13.5" width="17" height="6.5" rx="1.5"/><path d="M7 7.2h.01M7 16.8h.01M11 7.2h6M11 16.8h6"/>""",
        ["providers"] = """<path d="M9 3v5M15 3v5M6.5 8h11v3.5a5.5 5.5 0 0 1-11 0zM12 17v4"/>""",
        ["globe"] = """<circle cx="12" cy="12" r="8.5"/><path d="M3.5 12h17M12 3.5c5 5 5 12 0 17M12 3.5c-5 5-5 12 0 17"/>""",
        ["sun"] =
            """<circle cx="12" cy="12" r="4"/><path d="M12 3v2M12 19v2M3 12h2M19 12h2M5.6 5.6 7 7M17 17l1.4 1.4M5.6 18.4 7 17M17 7l1.4-1.4"/>""",
        ["search"] = """<circle cx="11" cy="11" r="6.5"/><path d="m16 16 4.5 4.5"/>""",
        ["upload"] = """<path d="M12 15.5V4.5M7.5 8.5 12 4l4.5 4.5M4.5 15v4.5h15V15"/>""",
        ["play"] = """<path d="M8 5.5v13l10.5-6.5z" fill="currentColor"/>""",
        ["pause"] = """<path d="M8.5 5.5v13M15.5 5.5v13" stroke-width="2.6"/>""",
        ["plus"] = """<path d="M12 5v14M5 12h14"/>""",
        ["minus"] = """<path d="M5 12h14"/>""",
        ["key"] = """<circle cx="8" cy="15" r="4"/><path d="m11 12 8.5-8.5M16 7l3 3"/>""",
        ["chip"] =
            """<rect x="6" y="6" width="12" height="12" rx="2"/><path d="M9.5 3v3M14.5 3v3M9.5 18v3M14.5 18v3M3 9.5h3M3 14.5h3M18 9.5h3M18 14.5h3"/>""",
        ["coin"] =
            """<path d="M12 3.5v17M16.5 7c-.8-1.6-2.3-2.3-4.5-2.3-2.6 0-4.3 1.2-4.3 3.2 0 4.6 9.1 2.2 9.1 6.9 0 2.2-1.9 3.5-4.8 3.5-2.5 0-4.2-.9-5-2.7"/>""",
        ["check"] = """<path d="m5 12.5 4.5 4.5L19 7"/>""",
        ["cross"] = """<path d="m6 6 12 12M18 6 6 18"/>""",
        ["retry"] = """<path d="M19.5 12a7.5 7.5 0 1 1-2.3-5.4M19.5 4v4h-4"/>""",
        ["undo"] = """<path d="M8 5 4 9l4 4M4 9h10a5.5 5.5 0 0 1 0 11h-4"/>""",
        ["join"] = """<path d="M5 5c0 7 7 4 7 9.5V20M19 5c0 7-7 4-7 9.5"/>""",
        ["fork"] = """<path d="M12 4v6c0 5-7 3-7 10M12 10c0 5 7 3 7 10"/>""",
        ["pen"] = """<path d="m4 20 1-4.500L16 4.500l3.500 3.500L8.500 19zM13.500 7l3.500 3.500"/>""",
        ["tag"] = """<path d="M4 4h8l8 8-8 8-8-8zM8.500 8.500h.01"/>""",
        ["hide"] =
            """<path d="M3 12c3-5 6-6.500 9-6.500s6 1.500 9 6.500c-3 5-6 6.500-9 6.500S6 17 3 12zM12 9.500a2.500 2.500 0 1 0 0 5 2.500 2.500 0 0 0 0-5zM4 4l16 16"/>""",
        ["info"] = """<circle cx="12" cy="12" r="8.5"/><path d="M12 11v5M12 8h.01"/>""",
        ["warn"] = """<path d="M12 4.5 21 19.5H3zM12 10v4.5M12 17h.01"/>""",
        ["graph"] =
            """<circle cx="6" cy="7" r="2.4"/><circle cx="18" cy="6" r="2.4"/><circle cx="13" cy="18" r="2.4"/><path d="m8 8 4 8M8.400 6.800l7.200-.6M17 8.200l-3 7.600"/>""",
        ["book"] =
            """<path d="M12 6.500c-2-1.500-4.500-2-8-2v13c3.500 0 6 .5 8 2 2-1.500 4.500-2 8-2v-13c-3.500 0-6 .5-8 2zM12 6.500v13"/>""",
        ["dots"] = """<path d="M5 12h.01M12 12h.01M19 12h.01" stroke-width="3"/>""",
        ["down"] = """<path d="m5.5 9 6.5 6.5L18.500 9"/>""",
        ["left"] = """<path d="m15 5.500-6.500 6.500 6.500 6.500"/>""",
        ["right"] = """<path d="m9 5.500 6.500 6.500L9 18.500"/>""",
        ["cards"] = """<path d="M4 4h7v7H4zM13 4h7v7h-7zM4 13h7v7H4zM13 13h7v7h-7z"/>""",
        ["rows"] = """<path d="M4 6h16M4 12h16M4 18h16"/>""",
        ["fit"] = """<path d="M4 9V4h5M20 9V4h-5M4 15v5h5M20 15v5h-5"/>""",
        ["person"] = """<circle cx="12" cy="8.5" r="3.8"/><path d="M4.5 20c1.5-4 4.5-5 7.5-5s6 1 7.5 5"/>""",
        ["door"] = """<path d="M13 4H5v16h8M10 12h10m-3.500-3.500L20 12l-3.500 3.500"/>""",
        ["lost"] =
            """<path d="M3 8.500c5-5 13-5 18 0M6 12c3.500-3.500 8.500-3.500 12 0M9.500 15.500c1.500-1.500 3.500-1.500 5 0M4 4l16 16"/>""",
    };

    /// <summary>A state's shape, on a field of 14 by 14.</summary>
    public static readonly IReadOnlyDictionary<string, string> States = new Dictionary<string, string>
    {
        ["wait"] = """<circle cx="7" cy="7" r="5.2" fill="none" stroke="currentColor" stroke-width="1.7"/>""",
        ["run"] = """<path d="M3.5 2v10l8.5-5z" fill="currentColor"/>""",
        ["read"] =
            """<circle cx="7" cy="7" r="5.2" fill="none" stroke="currentColor" stroke-width="1.7"/><path d="M7 1.800a5.200 5.200 0 0 0 0 10.400z" fill="currentColor"/>""",
        ["pause"] = """<path d="M3.5 2.5h2.6v9H3.5zM8 2.5h2.6v9H8z" fill="currentColor"/>""",
        ["fail"] =
            """<rect x="1" y="1" width="12" height="12" rx="2.5" fill="currentColor"/><path d="m4.3 4.3 5.4 5.4M9.7 4.3 4.3 9.7" stroke="var(--surface)" stroke-width="1.7"/>""",
        ["skip"] = """<path d="M2 7h10" stroke="currentColor" stroke-width="2.2"/>""",
        ["cancel"] =
            """<circle cx="7" cy="7" r="5.2" fill="none" stroke="currentColor" stroke-width="1.7"/><path d="m3.5 10.5 7-7" stroke="currentColor" stroke-width="1.7"/>""",
        ["done"] =
            """<circle cx="7" cy="7" r="6.2" fill="currentColor"/><path d="m4 7.2 2.2 2.2L10.2 5" fill="none" stroke="var(--surface)" stroke-width="1.7"/>""",
    };
}
