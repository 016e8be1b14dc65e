using System.Text;
using CsCheck;
using Ossa.Protocol.Documents;
using Ossa.Protocol.Signing;
using Ossa.Server.Operations;
using Ossa.Tests.Protocol.Documents.Generation;
using Xunit;

namespace Ossa.Tests.Server.Hostile;

/// <summary>
/// Requests for every operation of the catalogue with parameters, headers and bodies that may be anything: each is answered, or refused with
/// an error of the list. A new operation takes part by being in the catalogue.
/// </summary>
public sealed class AnyRequestTests : ServerTest
{
    private const string Key = "key";

    private static readonly string[] Names =
    [
        .. HeaderParser.All.SelectMany(parser => parser.Names),
        "prefix",
        "marker",
        "delimiter",
        "continuation-token",
        "key-marker",
        "version-id-marker",
        "upload-id-marker",
        "part-number-marker",
        "x-oss-acl",
        "x-oss-metadata-directive",
        "x-oss-tagging-directive",
        "x-oss-symlink-target",
        "x-oss-copy-source-version-id",
        "x-oss-complete-all",
        "x-oss-process",
        "comp",
        "Origin",
        "Referer",
    ];

    private static readonly Gen<KeyValuePair<string, string>[]> Values = Gen.Select(
        Gen.OneOf<string>(Names),
        HostileValues.Gen,
        KeyValuePair.Create
    ).Array[0, 3];

    private static readonly Gen<byte[]?> Bodies = Gen.OneOf(
        Gen.Const((byte[]?)null),
        Gen.Byte.Array[0, 50].Select(bytes => (byte[]?)bytes),
        Gen.Select(
            Gen.OneOf([.. DocumentKind.All.Select(kind => kind.Documents)]),
            Mutation.Gen.Array[0, 2],
            (document, mutations) => (byte[]?)Mutation.Apply(mutations, XmlText.ToUtf8(document))
        )
    );

    public static TheoryData<string> Operations =>
        [.. OperationCatalogue.All.Select(operation => operation.Name).Distinct()];

    [Theory]
    [MemberData(nameof(Operations))]
    public async Task Any_request_is_answered_or_refused(string name)
    {
        Assert.Equal(200, (await PutAsync(Key)).Status);
        var route = OperationCatalogue.All.First(operation => operation.Name == name).Route;
        await Gen.Select(Values, Values, HostileValues.Gen, Bodies, Gen.Bool)
            .Select((query, headers, value, body, isSigned) => Make(route, query, headers, value, body, isSigned))
            .SampleAsync(
                async request =>
                {
                    var answer = await Server.SendRawAsync(
                        request.Method,
                        request.Target,
                        request.Headers,
                        request.Body
                    );
                    HostileAnswers.AssertExpected(answer);
                },
                iter: 40,
                threads: 1
            );
    }

    private SentRequest Make(
        Route route,
        KeyValuePair<string, string>[] parameters,
        KeyValuePair<string, string>[] headers,
        string value,
        byte[]? body,
        bool isSigned
    )
    {
        List<KeyValuePair<string, string>> query = [.. parameters];
        if (route.SubResource is { } subResource)
        {
            var parts = subResource.Split('=', 2);
            query.Insert(0, new(parts[0], parts.Length == 2 ? parts[1] : value));
        }
        List<KeyValuePair<string, string>> sent = [.. headers.DistinctBy(header => header.Key)];
        if (route.Header is { } header)
        {
            sent.RemoveAll(other => other.Key.Equals(header, StringComparison.OrdinalIgnoreCase));
            sent.Add(new(header, value));
        }
        var bucket = route.Level == Level.Service ? null : Bucket;
        var key = route.Level == Level.Object ? Key : null;
        var request = new SignableRequest(route.Method, bucket, key, query, Trimmed(sent))
        {
            HeaderEncoding = Encoding.Latin1,
        };
        return new SentRequest(
            route.Method,
            TestServer.Target(bucket, key, query),
            isSigned
                ?
                [
                    .. request.Headers,
                    .. SignatureV4.Authorize(
                        TestServer.Key,
                        TestServer.Region,
                        CredentialScope.OssProduct,
                        Server.Time.GetUtcNow(),
                        request
                    ),
                ]
                : [.. request.Headers],
            body
        );
    }

    /// <summary>White space around a header's value is no part of it.</summary>
    private static KeyValuePair<string, string>[] Trimmed(IEnumerable<KeyValuePair<string, string>> headers) =>
        [.. headers.Select(header => new KeyValuePair<string, string>(header.Key, header.Value.Trim(' ', '\t')))];

    private sealed record SentRequest(
        string Method,
        string Target,
        IReadOnlyList<KeyValuePair<string, string>> Headers,
        byte[]? Body
    )
    {
        public override string ToString() =>
            $"{Method} {Target}\n{string.Join('\n', Headers)}\n\n{Encoding.Latin1.GetString(Body ?? [])}";
    }
}
