using System.Xml;

namespace Ossa.Protocol.Documents;

/// <summary>
/// Which headers and parameters a line of a log tells beside its usual fields. See
/// https://www.alibabacloud.com/help/en/oss/developer-reference/putuserdefinedlogfieldsconfig.
/// </summary>
public sealed record UserDefinedLogFieldsConfiguration : IXmlDocument
{
    /// <summary>Names of headers.</summary>
    public IReadOnlyList<string> Headers { get; init; } = [];

    /// <summary>Names of query parameters.</summary>
    public IReadOnlyList<string> Parameters { get; init; } = [];

    /// <inheritdoc/>
    public void Write(XmlWriter writer)
    {
        writer.WriteStartElement("UserDefinedLogFieldsConfiguration");
        WriteSet(writer, "HeaderSet", "header", Headers);
        WriteSet(writer, "ParamSet", "parameter", Parameters);
        writer.WriteFullEndElement();
    }

    /// <summary>Reads the document.</summary>
    /// <exception cref="DocumentFormatException">It is no such document.</exception>
    public static UserDefinedLogFieldsConfiguration Read(Stream stream) =>
        DocumentReader.Read(stream, "UserDefinedLogFieldsConfiguration", Read);

    private static UserDefinedLogFieldsConfiguration Read(DocumentReader reader)
    {
        var configuration = new UserDefinedLogFieldsConfiguration();
        foreach (var name in reader.Children())
        {
            configuration = name switch
            {
                "HeaderSet" => configuration with { Headers = ReadSet(reader, "header") },
                "ParamSet" => configuration with { Parameters = ReadSet(reader, "parameter") },
                _ => configuration,
            };
        }

        return configuration;
    }

    private static List<string> ReadSet(DocumentReader reader, string element)
    {
        var set = new List<string>();
        foreach (var name in reader.Children(element))
        {
            if (name == element)
            {
                set.Add(reader.Text());
            }
        }

        return set;
    }

    private static void WriteSet(XmlWriter writer, string name, string element, IReadOnlyList<string> set)
    {
        if (set.Count == 0)
        {
            return;
        }

        writer.WriteStartElement(name);
        foreach (var entry in set)
        {
            writer.Element(element, entry);
        }

        writer.WriteEndElement();
    }
}
