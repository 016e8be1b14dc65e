using System.Xml;

namespace Ossa.Protocol.Documents;

/// <summary>
/// What a refusal says. See https://www.alibabacloud.com/help/en/oss/developer-reference/error-responses.
/// </summary>
public sealed record ErrorDocument : IXmlDocument
{
    /// <summary>The error code, such as NoSuchKey.</summary>
    public required string Code { get; init; }

    /// <summary>The message for people.</summary>
    public required string Message { get; init; }

    /// <summary>The id of the refused request.</summary>
    public string RequestId { get; init; } = "";

    /// <summary>The host that the request named.</summary>
    public string HostId { get; init; } = "";

    /// <summary>The elements that only this kind of error has (such as Key or ServerTime), in their order.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Details { get; init; } = [];

    /// <summary>The fine-grained error code, or null where there is none.</summary>
    public string? Ec { get; init; }

    /// <summary>Where the error is explained; derived from <see cref="Ec"/> unless set.</summary>
    public string? RecommendDoc
    {
        get => field ?? (Ec is null ? null : $"https://api.aliyun.com/troubleshoot?q={Ec}");
        init;
    }

    /// <summary>The first detail of this name, or null.</summary>
    public string? Detail(string name)
    {
        foreach (var detail in Details)
        {
            if (detail.Key == name)
            {
                return detail.Value;
            }
        }
        return null;
    }

    /// <inheritdoc/>
    public void Write(XmlWriter writer)
    {
        writer.WriteStartElement("Error");
        writer.Element("Code", Code);
        writer.Element("Message", Message);
        writer.Element("RequestId", RequestId);
        writer.Element("HostId", HostId);
        foreach (var (name, value) in Details)
        {
            writer.Element(name, value);
        }
        writer.OptionalElement("EC", Ec);
        writer.OptionalElement("RecommendDoc", RecommendDoc);
        writer.WriteEndElement();
    }

    /// <summary>Reads an error document.</summary>
    /// <exception cref="DocumentFormatException">It is none.</exception>
    public static ErrorDocument Read(Stream stream) => DocumentReader.Read(stream, "Error", Read);

    private static ErrorDocument Read(DocumentReader reader)
    {
        var error = new ErrorDocument { Code = "", Message = "" };
        var details = new List<KeyValuePair<string, string>>();
        foreach (var name in reader.AllChildren())
        {
            switch (name)
            {
                case "Code":
                    error = error with { Code = reader.Text() };
                    break;
                case "Message":
                    error = error with { Message = reader.Text() };
                    break;
                case "RequestId":
                    error = error with { RequestId = reader.Text() };
                    break;
                case "HostId":
                    error = error with { HostId = reader.Text() };
                    break;
                case "EC":
                    error = error with { Ec = reader.Text() };
                    break;
                case "RecommendDoc":
                    error = error with { RecommendDoc = reader.Text() };
                    break;
                default:
                    details.Add(new(name, reader.TextOfAll()));
                    break;
            }
        }
        return error with { Details = details };
    }
}
