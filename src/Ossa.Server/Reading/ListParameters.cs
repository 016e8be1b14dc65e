using System.Globalization;
using Ossa.Engine;
using Ossa.Protocol.Errors;
using Ossa.Server.Road;

namespace Ossa.Server.Reading;

/// <summary>Parameters that all listings share.</summary>
internal static class ListParameters
{
    /// <summary>The page size of listings of keys, 1 to 1,000.</summary>
    public static int MaxKeys(OssContext context, OssError outOfRange) =>
        PageSize(context, "max-keys", Limits.DefaultListEntries, outOfRange);

    /// <summary>A page size, 1 to 1,000 or to what is the most here.</summary>
    public static int PageSize(
        OssContext context,
        string name,
        int otherwise,
        OssError outOfRange,
        int most = Limits.MaxListEntries
    )
    {
        var text = context.Target[name];
        if (string.IsNullOrEmpty(text))
        {
            return otherwise;
        }

        var readable = int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var count);
        return readable && count >= 1 && count <= most ? count : throw Invalid(outOfRange, name, text);
    }

    /// <summary>"url" when keys are to be percent-encoded in the answer, else null.</summary>
    public static string? EncodingType(OssContext context)
    {
        var text = context.Target["encoding-type"];
        if (string.IsNullOrEmpty(text))
        {
            return null;
        }

        return text.Equals("url", StringComparison.OrdinalIgnoreCase)
            ? "url"
            : throw Invalid(OssErrors.InvalidEncodingType, "encoding-type", text);
    }

    public static OssException Invalid(OssError error, string name, string value) =>
        new(error, [new("ArgumentName", name), new("ArgumentValue", value)]);
}
