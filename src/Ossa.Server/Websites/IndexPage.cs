using Ossa.Engine.Websites;

namespace Ossa.Server.Websites;

/// <summary>Says which page is that of a directory: the root, or a name that ends in a slash.</summary>
internal static class IndexPage
{
    /// <summary>The page that is meant by a name, which is the name itself unless it is a directory's.</summary>
    public static string Of(WebsiteIndex? index, string key)
    {
        if (index is null || (key.Length > 0 && !key.EndsWith('/')))
        {
            return key;
        }

        return index.SupportSubDir == true ? key + index.Suffix : index.Suffix;
    }

    /// <summary>The page that there may be for a name without slash that is no object; null when none is looked for.</summary>
    public static string? OfMissing(WebsiteIndex? index, string key) =>
        index is { SupportSubDir: true, Missing: not MissingName.Nothing } && key.Length > 0 && !key.EndsWith('/')
            ? $"{key}/{index.Suffix}"
            : null;
}
