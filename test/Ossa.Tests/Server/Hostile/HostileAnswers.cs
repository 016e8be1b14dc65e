using Ossa.Protocol.Documents;
using Ossa.Protocol.Errors;
using Ossa.Tests.Server.Wire;
using Xunit;

namespace Ossa.Tests.Server.Hostile;

/// <summary>What may be answered to a request that may be anything.</summary>
internal static class HostileAnswers
{
    private static readonly HashSet<string> Codes = [.. OssErrors.All.Select(error => error.Code)];

    /// <summary>Nothing but what the protocol knows: no failure of the server's own, and no refusal that names no error of the list.</summary>
    public static void AssertExpected(WireResponse answer)
    {
        Assert.NotEqual(500, answer.Status);
        if (answer is { Status: 414 or 431, Body: [] })
        {
            // What is longer than a head may be never becomes a request of OSS, which could be answered by a document.
            return;
        }

        if (answer.Status >= 400)
        {
            // Read as clients do: what was sent comes back in details, control characters and all.
            var document = answer["x-oss-err"] is { } err ? Convert.FromBase64String(err) : answer.Body;
            Assert.Contains(ErrorDocument.Read(new MemoryStream(document)).Code, Codes);
        }
    }
}
