using Weft.Extraction;
using Weft.Extraction.Prompting;
using Weft.Ledger;
using Weft.Model;

namespace Weft.Application;

/// <summary>Which version of the recipe a new job on a book takes.</summary>
internal sealed class RecipeChoice(ILibrary library)
{
    /// <summary>The guarded one where the story holds words that steer models; else the recipe as it is.</summary>
    public async Task<Recipe> ForAsync(Book book, Recipe recipe, CancellationToken cancel)
    {
        foreach (var part in await library.UnitsAsync(book.Edition, cancel))
            if (
                ChapterQueries.IsStory(part.Unit)
                && await library.FindTextAsync(book.Id, part.Chapter, cancel) is { } text
                && ControlWords.AreIn(text)
            )
                return recipe with { Version = Recipes.Guarded };
        return recipe;
    }
}
