using System.Security.Cryptography;
using Weft.Extraction;
using Weft.Extraction.Prompting;
using Weft.Ledger;
using Weft.Model;

namespace Weft.Application;

/// <summary>Which recipe a new job on a book takes.</summary>
internal sealed class RecipeChoice(ILibrary library)
{
    private const string AgainMark = "again ";

    /// <summary>
    /// What a job of this order would ask by: under a mark of its own where all is to be asked anew.
    /// </summary>
    public async Task<Recipe> ForAsync(Book book, JobRequest request, CancellationToken cancel)
    {
        if (request is { Again: false, Like: { } standing })
            return standing;
        var recipe = request.Asks.Apply(request.Like ?? Recipes.Default(book.Language));
        return await ForAsync(
            book,
            recipe with
            {
                MaxAnswerTokens = request.AnswerTokens ?? recipe.MaxAnswerTokens,
                Nonce = request.Again ? AgainMark + Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(8)) : "",
            },
            cancel
        );
    }

    /// <summary>Whether the job asks anew all that it reads.</summary>
    public static bool AsksAgain(Job job) => job.Order.Recipe.Nonce.StartsWith(AgainMark, StringComparison.Ordinal);

    /// <summary>The guarded one where the story holds words that steer models; else the recipe as it is.</summary>
    public async Task<Recipe> ForAsync(Book book, Recipe recipe, CancellationToken cancel)
    {
        foreach (var part in await library.UnitsAsync(book.Edition, cancel))
            if (
                ChapterQueries.IsStory(part.Unit)
                && await library.FindTextAsync(book.Id, part.Chapter, cancel) is { } text
                && ControlWords.AreIn(text)
            )
                return recipe with { Version = Recipes.IsFirst(recipe) ? Recipes.FirstGuarded : Recipes.Guarded };
        return recipe;
    }
}
