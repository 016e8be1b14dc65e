using System.Xml;

namespace Ossa.Protocol.Documents;

/// <summary>A document of the protocol, which writes itself as XML. Each also has a static Read beside its Write.</summary>
public interface IXmlDocument
{
    /// <summary>Writes the root element and all that it holds.</summary>
    void Write(XmlWriter writer);
}
