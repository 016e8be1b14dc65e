using System.Buffers;
using Ossa.Protocol.Errors;
using Ossa.Protocol.Headers;
using Ossa.Server.Road;

namespace Ossa.Server.Reading;

/// <summary>Ids of resource groups: <c>rg-</c> and letters and digits, or that of the default one.</summary>
internal static class ResourceGroups
{
    /// <summary>The id of the group of whatever is in no other.</summary>
    public const string Default = "rg-default-id";

    private const string Prefix = "rg-";
    private const int MaxLength = 64;

    private static readonly SearchValues<char> Alphanumeric = SearchValues.Create(
        "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789"
    );

    /// <summary>The group that the header of a request names, or null for the default one.</summary>
    public static string? ReadHeader(OssContext context)
    {
        var text = context.Header(OssHeaders.ResourceGroupId);
        return string.IsNullOrEmpty(text) || text.StartsWith(Prefix, StringComparison.Ordinal)
            ? Read(text)
            : throw ListParameters.Invalid(
                OssErrors.ResourceGroupHeaderWithoutPrefix,
                OssHeaders.ResourceGroupId,
                text
            );
    }

    /// <summary>The group of this id, or null for the default one.</summary>
    public static string? Read(string? text)
    {
        if (string.IsNullOrEmpty(text) || text == Default)
        {
            return null;
        }

        if (!text.StartsWith(Prefix, StringComparison.Ordinal))
        {
            throw ListParameters.Invalid(OssErrors.ResourceGroupWithoutPrefix, "ResourceGroupId", text);
        }

        return text.Length is > 3 and <= MaxLength && text.AsSpan(Prefix.Length).IndexOfAnyExcept(Alphanumeric) < 0
            ? text
            : throw ListParameters.Invalid(OssErrors.InvalidResourceGroup, "ResourceGroupId", text);
    }
}
