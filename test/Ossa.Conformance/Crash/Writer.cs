using System.Security.Cryptography;

namespace Ossa.Conformance.Crash;

/// <summary>
/// Puts, overwrites and deletes its own keys, one request after the other, until the server is gone. An answer that is not a success
/// is a failure of the test; no answer is what the test is about.
/// </summary>
internal sealed class Writer(IReadOnlyList<TrackedKey> keys, Func<Content> makeContent)
{
    private const int DeletesInTen = 2;

    /// <summary>Returns how many writes were answered.</summary>
    public async Task<int> WriteUntilServerDiesAsync(Bucket bucket, CancellationToken cancellationToken)
    {
        for (var answered = 0; ; answered++)
        {
            var key = keys[RandomNumberGenerator.GetInt32(keys.Count)];
            var content = RandomNumberGenerator.GetInt32(10) < DeletesInTen ? null : makeContent();
            key.Send(content);
            try
            {
                await WriteAsync(bucket, key.Name, content, cancellationToken);
            }
            catch (HttpRequestException)
            {
                return answered;
            }
            key.Answer();
        }
    }

    private static async Task WriteAsync(
        Bucket bucket,
        string key,
        Content? content,
        CancellationToken cancellationToken
    )
    {
        using var answer = content is null
            ? await bucket.DeleteAsync(key, cancellationToken)
            : await bucket.PutAsync(key, content, cancellationToken);
        Assert.True(answer.IsSuccessStatusCode, $"{answer}\n{await ReadAsync(answer)}");
        if (content is not null)
        {
            Assert.Equal(content.ETag, answer.Headers.ETag?.Tag);
        }
    }

    private static Task<string> ReadAsync(HttpResponseMessage answer) =>
        answer.Content.ReadAsStringAsync(CancellationToken.None);
}
