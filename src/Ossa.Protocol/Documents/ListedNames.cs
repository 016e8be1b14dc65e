using System.Xml;

namespace Ossa.Protocol.Documents;

/// <summary>What listings have in the same form.</summary>
internal static class ListedNames
{
    public static void Write(
        XmlWriter writer,
        EncodedNames names,
        IReadOnlyList<ObjectEntry> contents,
        IReadOnlyList<string> commonPrefixes
    )
    {
        foreach (var entry in contents)
        {
            entry.Write(writer, names);
        }
        WriteCommonPrefixes(writer, names, commonPrefixes);
    }

    public static void WriteCommonPrefixes(XmlWriter writer, EncodedNames names, IReadOnlyList<string> commonPrefixes)
    {
        foreach (var prefix in commonPrefixes)
        {
            writer.WriteStartElement("CommonPrefixes");
            writer.Element("Prefix", names.Encode(prefix));
            writer.WriteEndElement();
        }
    }

    public static IReadOnlyList<ObjectEntry> Decode(this EncodedNames names, IReadOnlyList<ObjectEntry> contents) =>
        [.. contents.Select(entry => entry with { Key = names.Decode(entry.Key) })];

    public static IReadOnlyList<string> Decode(this EncodedNames names, IReadOnlyList<string> prefixes) =>
        [.. prefixes.Select(prefix => names.Decode(prefix))];

    /// <summary>One CommonPrefixes element; the service writes one for each prefix, but several in one are read too.</summary>
    public static void ReadCommonPrefixes(DocumentReader reader, List<string> prefixes)
    {
        foreach (var name in reader.Children("Prefix"))
        {
            if (name == "Prefix")
            {
                prefixes.Add(reader.Text());
            }
        }
    }
}
