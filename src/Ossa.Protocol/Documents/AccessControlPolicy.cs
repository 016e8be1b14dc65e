using System.Xml;

namespace Ossa.Protocol.Documents;

/// <summary>
/// The access control list of a bucket or an object. See https://www.alibabacloud.com/help/en/oss/developer-reference/getbucketacl
/// and https://www.alibabacloud.com/help/en/oss/developer-reference/getobjectacl.
/// </summary>
/// <param name="Owner">Who owns it; clients that set a list need not say.</param>
/// <param name="Grant">The wire's name of the list: default (objects only), private, public-read or public-read-write.</param>
public sealed record AccessControlPolicy(Owner? Owner, string Grant) : IXmlDocument
{
    /// <inheritdoc/>
    public void Write(XmlWriter writer)
    {
        writer.WriteStartElement("AccessControlPolicy");
        Owner?.Write(writer);
        writer.WriteStartElement("AccessControlList");
        writer.Element("Grant", Grant);
        writer.WriteEndElement();
        writer.WriteEndElement();
    }

    /// <summary>Reads the list.</summary>
    /// <exception cref="DocumentFormatException">It is no such document.</exception>
    public static AccessControlPolicy Read(Stream stream) => DocumentReader.Read(stream, "AccessControlPolicy", Read);

    private static AccessControlPolicy Read(DocumentReader reader)
    {
        var policy = new AccessControlPolicy(Owner: null, Grant: "");
        foreach (var name in reader.Children())
        {
            policy = name switch
            {
                "Owner" => policy with { Owner = Documents.Owner.Read(reader) },
                "AccessControlList" => policy with { Grant = reader.TextOfChild("Grant") },
                _ => policy,
            };
        }
        return policy;
    }
}
