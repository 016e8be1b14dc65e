using Ossa.Protocol.Documents;

namespace Ossa.Server.Writing;

/// <summary>
/// The error document as the header that stands for it where an answer has no body. Clients limit their headers (Node.js: 16 KiB in all),
/// and the elements that repeat a long URL can be much longer, so the longest are left out until the rest fits.
/// </summary>
internal static class ErrorHeader
{
    /// <summary>In base64, with the header's name before it, this stays under 8 KiB.</summary>
    private const int MaxDocumentBytes = 6_000;

    public static string Write(ErrorDocument document)
    {
        byte[] xml;
        while ((xml = XmlText.ToUtf8(document)).Length > MaxDocumentBytes && document.Details.Count > 0)
        {
            var longest = document.Details.MaxBy(detail => detail.Value.Length);
            document = document with { Details = [.. document.Details.Where(detail => detail.Key != longest.Key)] };
        }

        // What is left has limits of its own, but for the host, which the client knows.
        return Convert.ToBase64String(
            xml.Length > MaxDocumentBytes ? XmlText.ToUtf8(document with { HostId = "" }) : xml
        );
    }
}
