using System.Xml;

namespace Ossa.Protocol.Documents;

/// <summary>
/// The domain that a token is for, or that is mapped to a bucket, or no longer. See
/// https://www.alibabacloud.com/help/en/oss/developer-reference/putcname.
/// </summary>
/// <param name="Domain">The domain, as it was written.</param>
public sealed record BucketCnameConfiguration(string Domain) : IXmlDocument
{
    /// <summary>Whether a certificate is to come with the domain. What it says is not read: a private key may be in it.</summary>
    public bool HasCertificate { get; init; }

    /// <summary>Whether all domains below this one are meant.</summary>
    public bool IsWildcard { get; init; }

    /// <inheritdoc/>
    public void Write(XmlWriter writer)
    {
        writer.WriteStartElement("BucketCnameConfiguration");
        writer.WriteStartElement("Cname");
        writer.Element("Domain", Domain);
        if (IsWildcard)
        {
            writer.Element("IsWildCard", IsWildcard);
        }

        if (HasCertificate)
        {
            writer.Element("CertificateConfiguration", "");
        }

        writer.WriteEndElement();
        writer.WriteEndElement();
    }

    /// <summary>Reads the document. It names one domain.</summary>
    /// <exception cref="DocumentFormatException">It is no such document.</exception>
    public static BucketCnameConfiguration Read(Stream stream) =>
        DocumentReader.Read(stream, "BucketCnameConfiguration", Read);

    private static BucketCnameConfiguration Read(DocumentReader reader)
    {
        BucketCnameConfiguration? configuration = null;
        foreach (var name in reader.Children())
        {
            configuration = name == "Cname" ? ReadCname(reader) : configuration;
        }

        return configuration ?? throw new DocumentFormatException("there is no Cname.");
    }

    private static BucketCnameConfiguration ReadCname(DocumentReader reader)
    {
        string? domain = null;
        bool hasCertificate = false,
            isWildcard = false;
        foreach (var name in reader.Children())
        {
            switch (name)
            {
                case "Domain":
                    domain = reader.Text();
                    break;
                case "IsWildCard":
                    isWildcard = reader.Boolean();
                    break;
                case "CertificateConfiguration":
                    hasCertificate = reader.IsThere();
                    break;
            }
        }

        return domain is null
            ? throw new DocumentFormatException("there is no Domain.")
            : new BucketCnameConfiguration(domain) { HasCertificate = hasCertificate, IsWildcard = isWildcard };
    }
}
