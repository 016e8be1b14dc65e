using Ossa.Protocol.Signing;
using Ossa.Tests.Protocol.Signing;

namespace Ossa.Tests.Server.Refusals;

/// <summary>Requests that are proven, or need no proof, and are refused for what they ask. The methods are those that ask it.</summary>
internal static class AccessRefusals
{
    public static IEnumerable<Refusal> Of(RefusalScene scene)
    {
        yield return Denied(
            "Nobody reads a private object",
            scene.Anonymous,
            "You have no right to access this object because of bucket acl.",
            "0003-00000001"
        );
        yield return Denied(
            "Nobody reads an object that is private in a public bucket",
            scene.Anonymous with
            {
                Bucket = RefusalScene.PublicBucket,
            },
            "You do not have read permission on this object.",
            "0003-00000005"
        );
        yield return Denied(
            "Nobody writes an object that is private in a public bucket",
            scene.Anonymous with
            {
                Method = "PUT",
                Bucket = RefusalScene.PublicBucket,
            },
            "You do not have write permission on this object.",
            "0003-00000006"
        );
        yield return Denied(
            "Nobody reads an object's list",
            scene.Anonymous.WithParameter("acl", "") with
            {
                Method = "GET",
            },
            "You do not have read acl permission on this object.",
            "0003-00000007"
        );
        yield return Denied(
            "Nobody manages a bucket",
            Bucket("GET", "bucketInfo"),
            "Anonymous user has no right to access this bucket.",
            "0003-00000002"
        );
        yield return Denied(
            "Nobody lists a bucket",
            Bucket("GET", "list-type"),
            "The bucket you access does not belong to you.",
            "0003-00000905"
        );
        yield return Denied(
            "Nobody lists the buckets",
            new SignableRequest("GET", null, null, [], []),
            "Anonymous access is forbidden for this operation.",
            "0003-00001201"
        );
        yield return new(
            "A missing key",
            scene.V4Url(request: scene.Anonymous with { Key = "missing" }),
            404,
            "NoSuchKey",
            "The specified key does not exist.",
            "0026-00000001",
            ("Key", "missing")
        );
        yield return new(
            "A missing bucket",
            scene.V4Header(request: scene.Anonymous with { Bucket = "no-such-bucket" }),
            404,
            "NoSuchBucket",
            "The specified bucket does not exist.",
            "0015-00000101",
            ("BucketName", "no-such-bucket")
        );
        yield return new(
            "An object that must not be overwritten",
            scene.V4Header(
                request: scene.Anonymous.WithHeader("x-oss-forbid-overwrite", "true") with
                {
                    Method = "PUT",
                }
            ),
            409,
            "FileAlreadyExists",
            "The object you specified already exists and can not be overwritten.",
            "0026-00000002",
            ("Key", RefusalScene.Key)
        );
    }

    private static SignableRequest Bucket(string method, string parameter) =>
        new(method, RefusalScene.PublicBucket, null, [new(parameter, "2")], []);

    private static Refusal Denied(string situation, SignableRequest request, string message, string ec) =>
        new(situation, request, 403, "AccessDenied", message, ec);
}
