using System.Xml;
using Ossa.Protocol.Signing;

namespace Ossa.Protocol.Documents;

/// <summary>
/// What a TXT record must hold to show whose a domain is. See
/// https://www.alibabacloud.com/help/en/oss/developer-reference/createcnametoken.
/// </summary>
/// <param name="Bucket">The bucket that the domain is to be mapped to.</param>
/// <param name="Cname">The domain.</param>
/// <param name="Token">The token, 32 hexadecimal digits.</param>
/// <param name="ExpireTime">When the token expires, in whole seconds.</param>
public sealed record CnameToken(string Bucket, string Cname, string Token, DateTimeOffset ExpireTime) : IXmlDocument
{
    /// <inheritdoc/>
    public void Write(XmlWriter writer)
    {
        writer.WriteStartElement("CnameToken");
        writer.Element("Bucket", Bucket);
        writer.Element("Cname", Cname);
        writer.Element("Token", Token);
        writer.Element("ExpireTime", SigningTime.ToHttpDate(ExpireTime));
        writer.WriteEndElement();
    }

    /// <summary>Reads the document.</summary>
    /// <exception cref="DocumentFormatException">It is no such document.</exception>
    public static CnameToken Read(Stream stream) => DocumentReader.Read(stream, "CnameToken", Read);

    private static CnameToken Read(DocumentReader reader)
    {
        var token = new CnameToken("", "", "", default);
        foreach (var name in reader.Children())
        {
            token = name switch
            {
                "Bucket" => token with { Bucket = reader.Text() },
                "Cname" => token with { Cname = reader.Text() },
                "Token" => token with { Token = reader.Text() },
                "ExpireTime" => token with { ExpireTime = reader.Date() },
                _ => token,
            };
        }

        return token;
    }
}
