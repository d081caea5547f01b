using System.Globalization;
using Weft.Model;

namespace Weft.Graph.Neo4j;

/// <summary>
/// Keys of nodes, each unique in the whole database: <c>7</c> a book, <c>7/hash/0</c> a chapter, <c>7/name</c> an entity; with a library
/// <c>team:7</c> and so on.
/// </summary>
internal sealed class Neo4jKeys(string library)
{
    public string Library => library;

    public string Of(BookId book) =>
        library.Length == 0
            ? book.Value.ToString(CultureInfo.InvariantCulture)
            : string.Create(CultureInfo.InvariantCulture, $"{library}:{book.Value}");

    /// <summary>What all keys of the book's nodes begin with.</summary>
    public string Prefix(BookId book) => Of(book) + "/";

    public string Of(BookId book, ChapterKey chapter) => Prefix(book) + chapter;

    /// <summary>Of a name as a chapter writes it.</summary>
    public string OfName(BookId book, string name) => OfEntity(book, NameFolding.Key(name));

    /// <summary>Of a folded name.</summary>
    public string OfEntity(BookId book, string id) => Prefix(book) + id;

    /// <summary>The folded name in an entity's key.</summary>
    public string IdOf(BookId book, string key) => key[Prefix(book).Length..];
}
