using Ossa.Protocol.Signing;
using Ossa.Tests.Server.Wire;

namespace Ossa.Tests.Server.Repeating;

/// <summary>A download that is asked for by the same words again and again.</summary>
/// <param name="Target">The signed or unsigned target.</param>
/// <param name="Headers">Headers beside Host.</param>
internal sealed record RepeatedDownload(string Target, IReadOnlyList<KeyValuePair<string, string>> Headers)
{
    private const int FirstSeconds = 600;

    private Func<int, string> Sign { get; init; } = _ => Target;

    private static readonly string[] Keys = ["a/k", "empty", "large", "link", "missing"];

    private static readonly KeyValuePair<string, string>[][] Queries =
    [
        [],
        [new("response-content-type", "text/x-asked")],
        [new("versionId", "null")],
    ];

    private static readonly KeyValuePair<string, string>[][] HeaderSets =
    [
        [],
        [new("Range", "bytes=1-2")],
        [new("Range", "bytes=-70000")],
        [new("If-None-Match", "*")],
        [new("Origin", "https://page.example"), new("Referer", "https://page.example/x")],
        [new("User-Agent", "a program")],
    ];

    /// <summary>One of all that are tried, by a number.</summary>
    /// <param name="server">The server.</param>
    /// <param name="bucket">The bucket.</param>
    /// <param name="user">A user's key beside that of the owner.</param>
    /// <param name="number">Which one; any number leads to some.</param>
    public static RepeatedDownload Of(TestServer server, string bucket, AccessKey user, int number)
    {
        var key = Take(Keys);
        var query = Take(Queries);
        var who = Take(["owner", "user", "anonymous", "forger", "V1"]);
        return new RepeatedDownload(Sign(FirstSeconds), Take(HeaderSets)) { Sign = Sign };

        string Sign(int seconds) =>
            who switch
            {
                "owner" => server.Presign("GET", bucket, key, seconds, query),
                "user" => server.Presign("GET", bucket, key, seconds, query, signer: user),
                "forger" => server.Presign(
                    "GET",
                    bucket,
                    key,
                    seconds,
                    query,
                    signer: TestServer.Key with
                    {
                        Secret = "?",
                    }
                ),
                "V1" => server.PresignV1("GET", bucket, key, seconds, query),
                _ => TestServer.Target(bucket, key, query),
            };

        T Take<T>(T[] all)
        {
            (number, var index) = Math.DivRem(number, all.Length);
            return all[index];
        }
    }

    /// <summary>How many there are.</summary>
    public static int Count => Keys.Length * Queries.Length * 5 * HeaderSets.Length;

    /// <summary>The same download by a URL that is signed now, for so many seconds.</summary>
    public RepeatedDownload SignedAgain(int seconds) => this with { Target = Sign(seconds) };

    /// <summary>What the server says, without what tells one request from another.</summary>
    /// <param name="server">The server.</param>
    /// <param name="unique">A word that makes the request one that never came before, or null.</param>
    public async Task<string> AskAsync(TestServer server, string? unique)
    {
        var answer = await server.SendRawAsync(
            "GET",
            Target,
            unique is null ? Headers : [.. Headers, new("X-Unique", unique)]
        );
        var text = $"{answer.Status}\n{answer.Head}\n{Convert.ToHexString(answer.Body)}\n{answer.Text}";
        var id = answer["x-oss-request-id"]!;
        return text.Replace(id, "ID", StringComparison.Ordinal)
            .Replace(Convert.ToHexString(System.Text.Encoding.ASCII.GetBytes(id)), "ID", StringComparison.Ordinal);
    }
}
