using System.Net;
using System.Xml;
using System.Xml.Linq;

namespace Download;

/// <summary>Who has nothing but the URL: a plain HttpClient does.</summary>
internal static class Holder
{
    public static async Task DownloadAsync(Uri url, string file)
    {
        using var http = new HttpClient();
        // Return at the headers, so that a file of any size needs only one buffer of memory.
        using var response = await http.GetAsync(url, HttpCompletionOption.ResponseHeadersRead);
        if (response.StatusCode != HttpStatusCode.OK)
        {
            throw new HttpRequestException(await ExplainAsync(response));
        }
        // The bytes go to a temporary file beside the target, so that FILE is either whole or not there.
        var part = $"{file}.{Environment.ProcessId}.part";
        try
        {
            await using (var output = File.Create(part))
            {
                // The client itself throws if the connection ends before Content-Length bytes.
                await response.Content.CopyToAsync(output);
            }
            File.Move(part, file, overwrite: true);
        }
        finally
        {
            // After the move there is nothing to delete.
            File.Delete(part);
        }
    }

    /// <summary>What the server says about a refusal: the Code and the Message of its XML answer.</summary>
    private static async Task<string> ExplainAsync(HttpResponseMessage response)
    {
        var status = $"HTTP {(int)response.StatusCode}";
        try
        {
            var answer = XElement.Parse(await response.Content.ReadAsStringAsync());
            return $"{status} {answer.Element("Code")?.Value}: {answer.Element("Message")?.Value}";
        }
        catch (XmlException)
        {
            return status;
        }
    }
}
