using System.Globalization;
using System.Text;
using Ossa.Engine;
using Ossa.Protocol.Errors;
using Ossa.Protocol.Names;
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

    /// <summary>Where in the keys a listing begins or what they begin with; empty where it is not stated.</summary>
    public static string KeyText(OssContext context, string name, OssError tooLong)
    {
        var text = context.Target[name] ?? "";
        return Encoding.UTF8.GetByteCount(text) <= ObjectKey.MaxBytes ? text : throw Invalid(tooLong, name, text);
    }

    /// <summary>The delimiter of a listing of objects, one character; empty where it is not stated.</summary>
    public static string Delimiter(OssContext context)
    {
        var text = context.Target["delimiter"] ?? "";
        return text.EnumerateRunes().Count() <= 1
            ? text
            : throw Invalid(OssErrors.ListingDelimiterNotOne, "delimiter", text);
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
