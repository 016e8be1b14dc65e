using System.Globalization;
using Ossa.Protocol.Headers;
using Ossa.Protocol.Signing;
using Ossa.Server.Explaining.Checks;

namespace Ossa.Server.Explaining;

/// <summary>All requests that differ from a given one in a single respect which signers and clients are known to get wrong.</summary>
internal static class Changes
{
    public static readonly string[] Methods = ["GET", "PUT", "HEAD", "POST", "DELETE"];

    private const string OfCustomDomain = "of a custom domain";

    private static readonly string[] LikelyContentTypes =
    [
        "application/octet-stream",
        "text/plain",
        "text/plain;charset=UTF-8",
        "text/html",
        "application/json",
        "application/xml",
        "application/pdf",
        "application/zip",
        "application/x-www-form-urlencoded",
        "image/jpeg",
        "image/png",
        "video/mp4",
    ];

    private static readonly int[] LikelyExpiries = [60, 300, 600, 900, 1_800, 3_600, 7_200, 43_200, 86_400, 604_800];

    public static IEnumerable<Change> Of(SignedUrl url, string method) =>
        [
            .. OfPlusSigns(url, method),
            .. OfParameters(url, method),
            .. OfHeaders(url, method),
            .. OfAddress(url, method),
            .. OfKey(url, method),
            .. OfExpiry(url, method),
        ];

    private static SignableRequest Base(SignedUrl url, string method) =>
        url.Request(url.Address, method, plusIsSpaceInKey: false);

    private static IEnumerable<Change> OfPlusSigns(SignedUrl url, string method)
    {
        if (url.Raw.Path.Contains('+'))
        {
            yield return Change.Of(
                "RightWithSpaceInKey",
                $"with a space for the + in the key",
                url.Request(url.Address, method, plusIsSpaceInKey: true),
                Cause.PlusSign
            );
        }
        if (url.Raw.Query.Contains('+'))
        {
            var query = SignedUrl.Decode(url.Raw.Query, plusIsSpace: false);
            yield return Change.Of(
                "RightWithPlusInQuery",
                $"with the + in the query read as itself",
                Base(url, method) with
                {
                    Query = query,
                },
                Cause.PlusSign
            );
        }
    }

    private static IEnumerable<Change> OfParameters(SignedUrl url, string method)
    {
        var request = Base(url, method);
        foreach (var name in url.Query.Select(parameter => parameter.Key).Distinct())
        {
            yield return Change.Of(
                "RightWithoutParameter",
                $"without the parameter {name}",
                Without(request, [name]),
                Cause.Parameters
            );
        }
        var foreign = AppendedParameters.Names(url);
        if (foreign.Count > 1)
        {
            var names = string.Join(", ", foreign);
            yield return Change.Of(
                "RightWithoutParameters",
                $"without the parameters {names}",
                Without(request, foreign),
                Cause.Parameters
            );
        }
    }

    private static SignableRequest Without(SignableRequest request, IReadOnlyList<string> names) =>
        request with
        {
            Query = [.. request.Query.Where(parameter => !names.Contains(parameter.Key))],
        };

    private static IEnumerable<Change> OfHeaders(SignedUrl url, string method)
    {
        var request = Base(url, method);
        foreach (var header in request.Headers)
        {
            var rest = request.Headers.Where(other => other.Key != header.Key).ToArray();
            yield return Change.Of(
                "RightWithoutHeader",
                $"without the header {header.Key}",
                request with
                {
                    Headers = rest,
                },
                Cause.ContentType
            );
        }
        if (
            !request.Headers.Any(header =>
                header.Key.Equals(OssHeaders.ContentType, StringComparison.OrdinalIgnoreCase)
            )
        )
        {
            foreach (var type in LikelyContentTypes)
            {
                yield return Change.Of(
                    "RightWithContentType",
                    $"with the header content-type: {type}",
                    request with
                    {
                        Headers = [.. request.Headers, new(OssHeaders.ContentType, type)],
                    },
                    Cause.ContentType
                );
            }
        }
    }

    private static IEnumerable<Change> OfAddress(SignedUrl url, string method) =>
        url
            .Addresses.Skip(1)
            .Select(address =>
                Change.Of(
                    "RightWithBucket",
                    $"with the bucket {address.Bucket ?? OfCustomDomain} ({address.Style})",
                    url.Request(address, method, plusIsSpaceInKey: false),
                    Cause.Parameters
                )
            );

    private static IEnumerable<Change> OfKey(SignedUrl url, string method)
    {
        var request = Base(url, method);
        if (request.Key is not { } key)
        {
            yield break;
        }
        yield return Change.Of(
            "RightForEncodedKey",
            $"for the key as it stands in the URL, still encoded",
            request with
            {
                Key = url.Address.RawKey,
            },
            Cause.Parameters
        );
        yield return Change.Of(
            "RightForKeyDecodedTwice",
            $"for the key decoded twice",
            request with
            {
                Key = SignedUrl.DecodeText(key, plusIsSpace: false),
            },
            Cause.Parameters
        );
        yield return Change.Of(
            "RightForKeyWithSlash",
            $"for a key that begins with a slash",
            request with
            {
                Key = $"/{key}",
            },
            Cause.Parameters
        );
        yield return Change.Of(
            "RightForBucketTwice",
            $"for the bucket twice in the signed resource",
            request with
            {
                Key = $"{request.Bucket}/{key}",
            },
            Cause.Parameters
        );
        if (key.StartsWith($"{request.Bucket}/", StringComparison.Ordinal))
        {
            yield return Change.Of(
                "RightForKeyWithoutBucket",
                $"for the key without the bucket before it",
                request with
                {
                    Key = key[(request.Bucket!.Length + 1)..],
                },
                Cause.Parameters
            );
        }
    }

    private static IEnumerable<Change> OfExpiry(SignedUrl url, string method)
    {
        if (!url.IsV4)
        {
            yield break;
        }
        var request = Base(url, method);
        foreach (var seconds in LikelyExpiries)
        {
            var value = seconds.ToString(CultureInfo.InvariantCulture);
            var query = request.Query.Select(parameter =>
                parameter.Key == V4Parameters.Expires ? KeyValuePair.Create(parameter.Key, value) : parameter
            );
            yield return Change.Of(
                "RightWithExpires",
                $"with {V4Parameters.Expires}={value}, so that it was changed after signing",
                request with
                {
                    Query = [.. query],
                },
                Cause.Parameters
            );
        }
    }
}
