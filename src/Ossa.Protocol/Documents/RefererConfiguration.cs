using System.Xml;
using Ossa.Protocol.Errors;

namespace Ossa.Protocol.Documents;

/// <summary>
/// From which pages a bucket may be used. See https://www.alibabacloud.com/help/en/oss/developer-reference/putbucketreferer.
/// </summary>
public sealed record RefererConfiguration : IXmlDocument
{
    /// <summary>Whether requests without a Referer pass.</summary>
    public bool AllowEmptyReferer { get; init; } = true;

    /// <summary>Whether a Referer counts without its query; null when it is not said.</summary>
    public bool? AllowTruncateQueryString { get; init; }

    /// <summary>Whether a Referer counts without its path; null when it is not said.</summary>
    public bool? TruncatePath { get; init; }

    /// <summary>How a Referer may begin, with "*" and "?"; empty for any.</summary>
    public IReadOnlyList<string> RefererList { get; init; } = [];

    /// <summary>How a Referer may not begin, with "*" and "?".</summary>
    public IReadOnlyList<string> RefererBlacklist { get; init; } = [];

    /// <inheritdoc/>
    public void Write(XmlWriter writer)
    {
        writer.WriteStartElement("RefererConfiguration");
        writer.Element("AllowEmptyReferer", AllowEmptyReferer);
        WriteOptional(writer, "AllowTruncateQueryString", AllowTruncateQueryString);
        WriteOptional(writer, "TruncatePath", TruncatePath);
        WriteList(writer, "RefererList", RefererList);
        if (RefererBlacklist.Count > 0)
        {
            WriteList(writer, "RefererBlacklist", RefererBlacklist);
        }

        writer.WriteEndElement();
    }

    /// <summary>Reads the configuration. Empty entries of the lists are left out: clients write them for an empty list.</summary>
    /// <exception cref="DocumentFormatException">It is no such document.</exception>
    public static RefererConfiguration Read(Stream stream) => DocumentReader.Read(stream, "RefererConfiguration", Read);

    private static RefererConfiguration Read(DocumentReader reader)
    {
        var configuration = new RefererConfiguration();
        bool? allowEmpty = null;
        List<string>? list = null;
        foreach (var name in reader.Children())
        {
            switch (name)
            {
                case "AllowEmptyReferer":
                    allowEmpty = ReadAllowEmpty(reader);
                    break;
                case "RefererList":
                    list = ReadList(reader);
                    break;
                default:
                    configuration = ReadOption(configuration, name, reader);
                    break;
            }
        }

        return configuration with
        {
            AllowEmptyReferer =
                allowEmpty ?? throw Refuse(OssErrors.AllowEmptyRefererMissing, "there is no AllowEmptyReferer."),
            RefererList = list ?? throw Refuse(OssErrors.RefererListMissing, "there is no RefererList."),
        };
    }

    private static RefererConfiguration ReadOption(
        RefererConfiguration configuration,
        string name,
        DocumentReader reader
    ) =>
        name switch
        {
            "AllowTruncateQueryString" => configuration with { AllowTruncateQueryString = reader.Boolean() },
            "TruncatePath" => configuration with { TruncatePath = reader.Boolean() },
            "RefererBlacklist" => configuration with { RefererBlacklist = ReadList(reader) },
            _ => configuration,
        };

    private static bool ReadAllowEmpty(DocumentReader reader) =>
        bool.TryParse(reader.Text(), out var value)
            ? value
            : throw Refuse(OssErrors.InvalidAllowEmptyReferer, "AllowEmptyReferer is neither true nor false.");

    private static DocumentFormatException Refuse(OssError error, string detail) => new(detail) { Error = error };

    private static List<string> ReadList(DocumentReader reader)
    {
        var list = new List<string>();
        foreach (var name in reader.Children("Referer"))
        {
            if (name == "Referer" && reader.Text() is { Length: > 0 } referer)
            {
                list.Add(referer);
            }
        }

        return list;
    }

    private static void WriteOptional(XmlWriter writer, string name, bool? value)
    {
        if (value is { } known)
        {
            writer.Element(name, known);
        }
    }

    private static void WriteList(XmlWriter writer, string name, IReadOnlyList<string> list)
    {
        writer.WriteStartElement(name);
        foreach (var referer in list)
        {
            writer.Element("Referer", referer);
        }

        writer.WriteFullEndElement();
    }
}
