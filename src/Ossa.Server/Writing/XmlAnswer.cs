using Ossa.Protocol.Documents;
using Ossa.Server.Road;

namespace Ossa.Server.Writing;

/// <summary>Answers with a document.</summary>
internal static class XmlAnswer
{
    public static async Task WriteAsync(OssContext context, IXmlDocument document)
    {
        var xml = XmlText.ToUtf8(document);
        var response = context.Http.Response;
        response.ContentType = "application/xml";
        response.ContentLength = xml.Length;
        await AnswerBody.WriteAsync(context, xml);
    }
}
