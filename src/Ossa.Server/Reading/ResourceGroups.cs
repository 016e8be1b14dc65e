using System.Buffers;
using Ossa.Protocol.Errors;

namespace Ossa.Server.Reading;

/// <summary>Ids of resource groups: <c>rg-</c> and letters and digits.</summary>
internal static class ResourceGroups
{
    private const string Prefix = "rg-";
    private const int MaxLength = 64;

    private static readonly SearchValues<char> Alphanumeric = SearchValues.Create(
        "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789"
    );

    /// <summary>The group that a request names, or null for the default one, which has no name here.</summary>
    public static string? Read(string? text)
    {
        if (string.IsNullOrEmpty(text))
        {
            return null;
        }

        return
            text.Length is > 3 and <= MaxLength
            && text.StartsWith(Prefix, StringComparison.Ordinal)
            && text.AsSpan(Prefix.Length).IndexOfAnyExcept(Alphanumeric) < 0
            ? text
            : throw ListParameters.Invalid(OssErrors.InvalidResourceGroup, "ResourceGroupId", text);
    }
}
