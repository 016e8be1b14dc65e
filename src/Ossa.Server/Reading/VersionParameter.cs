using Ossa.Engine.Versions;
using Ossa.Protocol.Errors;
using Ossa.Server.Road;

namespace Ossa.Server.Reading;

/// <summary>The parameter versionId, which names one version of the object.</summary>
internal static class VersionParameter
{
    private const string Name = "versionId";

    /// <summary>The version that the request names, or null when it means the current object.</summary>
    public static VersionId? Read(OssContext context) =>
        context.Target[Name] is { } text ? Parse(text, Name, OssErrors.InvalidVersionId) : null;

    /// <summary>A version's id out of a parameter.</summary>
    public static VersionId Parse(string text, string name, OssError invalid)
    {
        if (text.Length == 0)
        {
            throw ListParameters.Invalid(OssErrors.EmptyVersionId, name, text);
        }

        return VersionId.TryParse(text, out var version) ? version : throw ListParameters.Invalid(invalid, name, text);
    }
}
