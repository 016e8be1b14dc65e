using System.Buffers.Text;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Ossa.Protocol.Signing;

namespace Ossa.Benchmarks;

/// <summary>
/// Request targets for a load generator, one a line, all different, so that no server can answer from a cache of one URL. With more of them than
/// objects, the same object has URLs that end at different seconds; those of another series end at others again.
/// </summary>
internal static class UrlList
{
    private const string Region = "cn-hangzhou";
    private const int ValiditySeconds = 3600;

    /// <summary>URLs of one object in one series, at most.</summary>
    private const int SeriesSeconds = 200;

    /// <param name="output">Where the lines go.</param>
    /// <param name="method">The HTTP method.</param>
    /// <param name="bucket">The bucket.</param>
    /// <param name="format">The key with {0} for the number, from 0.</param>
    /// <param name="count">How many.</param>
    /// <param name="objects">How many keys there are.</param>
    /// <param name="series">Which series, from 0 to 3,000.</param>
    /// <param name="areNew">Whether each asks for something that no other one does, by a parameter that no server minds.</param>
    public static int WriteSigned(
        TextWriter output,
        string method,
        string bucket,
        string format,
        int count,
        int objects,
        int series,
        bool areNew
    )
    {
        var access = new AccessKey(Variable("OSS_ACCESS_KEY_ID"), Variable("OSS_ACCESS_KEY_SECRET"));
        var now = TimeProvider.System.GetUtcNow();
        foreach (var (number, (key, validity)) in Urls(format, count, objects, series).Index())
        {
            KeyValuePair<string, string>[] parameters = areNew ? [new("number", $"{series}-{number}")] : [];
            var request = new SignableRequest(method, bucket, key, parameters, []);
            var query = SignatureV4.Presign(access, Region, CredentialScope.OssProduct, now, validity, request);
            output.Write($"/{bucket}/{UriEncoding.EncodePath(key)}?{UriEncoding.EncodeQuery(query)}\n");
        }
        return 0;
    }

    /// <summary>The md5 argument is that of nginx's <c>secure_link_md5 "$secure_link_expires$uri SECRET"</c>.</summary>
    public static int WriteSecureLinks(
        TextWriter output,
        string secret,
        string format,
        int count,
        int objects,
        int series
    )
    {
        var now = TimeProvider.System.GetUtcNow().ToUnixTimeSeconds();
        foreach (var (key, validity) in Urls(format, count, objects, series))
        {
            var expires = now + validity;
            var hash = MD5.HashData(Encoding.UTF8.GetBytes($"{expires}/{key} {secret}"));
            output.Write($"/{key}?md5={Base64Url.EncodeToString(hash)}&expires={expires}\n");
        }
        return 0;
    }

    private static IEnumerable<(string Key, int ValiditySeconds)> Urls(
        string format,
        int count,
        int objects,
        int series
    ) =>
        Enumerable
            .Range(0, count)
            .Select(number =>
                (
                    string.Format(CultureInfo.InvariantCulture, format, number % objects),
                    ValiditySeconds + (series * SeriesSeconds) + (number / objects)
                )
            );

    private static string Variable(string name) =>
        Environment.GetEnvironmentVariable(name) ?? throw new InvalidOperationException($"{name} is not set.");
}
