using System.Xml;

namespace Ossa.Protocol.Documents;

/// <summary>
/// The domains that are mapped to a bucket. See https://www.alibabacloud.com/help/en/oss/developer-reference/listcname.
/// </summary>
public sealed record ListCnameResult : IXmlDocument
{
    /// <summary>The bucket.</summary>
    public string Bucket { get; init; } = "";

    /// <summary>The account that owns it.</summary>
    public string Owner { get; init; } = "";

    /// <summary>The domains, in the order in which they were mapped.</summary>
    public IReadOnlyList<CnameEntry> Cnames { get; init; } = [];

    /// <inheritdoc/>
    public void Write(XmlWriter writer)
    {
        writer.WriteStartElement("ListCnameResult");
        writer.Element("Bucket", Bucket);
        writer.Element("Owner", Owner);
        foreach (var cname in Cnames)
        {
            writer.WriteStartElement("Cname");
            writer.Element("Domain", cname.Domain);
            writer.Element("LastModified", cname.LastModified);
            writer.Element("Status", cname.Status);
            writer.WriteEndElement();
        }

        writer.WriteEndElement();
    }

    /// <summary>Reads the document. Certificates are skipped.</summary>
    /// <exception cref="DocumentFormatException">It is no such document.</exception>
    public static ListCnameResult Read(Stream stream) => DocumentReader.Read(stream, "ListCnameResult", Read);

    private static ListCnameResult Read(DocumentReader reader)
    {
        var result = new ListCnameResult();
        var cnames = new List<CnameEntry>();
        foreach (var name in reader.Children("Cname"))
        {
            switch (name)
            {
                case "Bucket":
                    result = result with { Bucket = reader.Text() };
                    break;
                case "Owner":
                    result = result with { Owner = reader.Text() };
                    break;
                case "Cname":
                    cnames.Add(ReadCname(reader));
                    break;
            }
        }

        return result with
        {
            Cnames = cnames,
        };
    }

    private static CnameEntry ReadCname(DocumentReader reader)
    {
        var cname = new CnameEntry("", default);
        foreach (var name in reader.Children())
        {
            cname = name switch
            {
                "Domain" => cname with { Domain = reader.Text() },
                "LastModified" => cname with { LastModified = reader.Date() },
                "Status" => cname with { Status = reader.Text() },
                _ => cname,
            };
        }

        return cname;
    }
}

/// <summary>A domain that is mapped to a bucket.</summary>
/// <param name="Domain">The domain.</param>
/// <param name="LastModified">When it was mapped.</param>
public sealed record CnameEntry(string Domain, DateTimeOffset LastModified)
{
    /// <summary>Enabled or Disabled.</summary>
    public string Status { get; init; } = "Enabled";
}
