using System.Globalization;
using System.Text;
using System.Xml;
using Ossa.Protocol.Signing;

namespace Ossa.Protocol.Documents;

/// <summary>How values stand in documents.</summary>
internal static class DocumentWriting
{
    /// <summary>Writes an element; an empty one with both its tags, as the service does.</summary>
    public static void Element(this XmlWriter writer, string name, string value)
    {
        writer.WriteStartElement(name);
        writer.WriteString(WellFormed(value));
        writer.WriteFullEndElement();
    }

    /// <summary>Writes an element, or nothing when there is no value.</summary>
    public static void OptionalElement(this XmlWriter writer, string name, string? value)
    {
        if (value is not null)
        {
            writer.Element(name, value);
        }
    }

    public static void Element(this XmlWriter writer, string name, long value) =>
        writer.Element(name, value.ToString(CultureInfo.InvariantCulture));

    public static void Element(this XmlWriter writer, string name, ulong value) =>
        writer.Element(name, value.ToString(CultureInfo.InvariantCulture));

    public static void Element(this XmlWriter writer, string name, bool value) =>
        writer.Element(name, value ? "true" : "false");

    /// <summary>Writes a date as <c>2025-02-03T02:53:25.000Z</c>.</summary>
    public static void Element(this XmlWriter writer, string name, DateTimeOffset value) =>
        writer.Element(name, SigningTime.ToErrorTime(value));

    /// <summary>Half a surrogate pair is no character in any encoding; it becomes U+FFFD instead of failing the whole answer.</summary>
    private static string WellFormed(string value)
    {
        if (!value.AsSpan().ContainsAnyInRange('\uD800', '\uDFFF'))
        {
            return value;
        }
        var text = new StringBuilder(value.Length);
        foreach (var rune in value.EnumerateRunes())
        {
            text.Append(rune.ToString());
        }
        return text.ToString();
    }
}
