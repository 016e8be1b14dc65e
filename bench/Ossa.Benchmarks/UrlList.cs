using System.Buffers.Text;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Ossa.Protocol.Signing;

namespace Ossa.Benchmarks;

/// <summary>Request targets for a load generator, one a line, all different, so that no server can answer from a cache of one URL.</summary>
internal static class UrlList
{
    private const string Region = "cn-hangzhou";
    private static readonly TimeSpan Validity = TimeSpan.FromHours(1);

    /// <param name="output">Where the lines go.</param>
    /// <param name="method">The HTTP method.</param>
    /// <param name="bucket">The bucket.</param>
    /// <param name="format">The key with {0} for the number, from 0.</param>
    /// <param name="count">How many.</param>
    /// <param name="objects">How many objects they are of; those of one object differ in when they end.</param>
    public static int WriteSigned(
        TextWriter output,
        string method,
        string bucket,
        string format,
        int count,
        int objects
    )
    {
        var access = new AccessKey(Variable("OSS_ACCESS_KEY_ID"), Variable("OSS_ACCESS_KEY_SECRET"));
        var now = TimeProvider.System.GetUtcNow();
        for (var number = 0; number < count; number++)
        {
            var key = string.Format(CultureInfo.InvariantCulture, format, number % objects);
            var request = new SignableRequest(method, bucket, key, [], []);
            var query = SignatureV4.Presign(
                access,
                Region,
                CredentialScope.OssProduct,
                now,
                (int)Validity.TotalSeconds + number / objects,
                request
            );
            output.Write($"/{bucket}/{UriEncoding.EncodePath(key)}?{UriEncoding.EncodeQuery(query)}\n");
        }
        return 0;
    }

    /// <summary>The md5 argument is that of nginx's <c>secure_link_md5 "$secure_link_expires$uri SECRET"</c>.</summary>
    public static int WriteSecureLinks(TextWriter output, string secret, string format, int count)
    {
        var expires = (TimeProvider.System.GetUtcNow() + Validity).ToUnixTimeSeconds();
        foreach (var key in Keys(format, count))
        {
            var hash = MD5.HashData(Encoding.UTF8.GetBytes($"{expires}/{key} {secret}"));
            output.Write($"/{key}?md5={Base64Url.EncodeToString(hash)}&expires={expires}\n");
        }
        return 0;
    }

    private static IEnumerable<string> Keys(string format, int count) =>
        Enumerable.Range(0, count).Select(number => string.Format(CultureInfo.InvariantCulture, format, number));

    private static string Variable(string name) =>
        Environment.GetEnvironmentVariable(name) ?? throw new InvalidOperationException($"{name} is not set.");
}
