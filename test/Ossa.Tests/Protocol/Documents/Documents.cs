using System.Text;
using Ossa.Protocol.Documents;

namespace Ossa.Tests.Protocol.Documents;

internal static class Documents
{
    public static MemoryStream Stream(IXmlDocument document) => new(XmlText.ToUtf8(document));

    public static MemoryStream Stream(string xml) => new(Encoding.UTF8.GetBytes(xml));
}
