using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;
using Microsoft.Extensions.Logging;
using Ossa.Engine;
using Ossa.Fuzz.Running;
using Ossa.Fuzz.Targets;
using Ossa.Protocol.Signing;
using Ossa.Server.Hosting;
using Ossa.Server.Identity;
using Ossa.Storage.InMemory;

namespace Ossa.Fuzz.Serving;

/// <summary>A strict server in this process, in memory, with a private bucket, and a role that may do everything; it runs as long as the process.</summary>
internal sealed class FuzzServer
{
    public const string Bucket = "bucket";

    private static readonly Lazy<FuzzServer> Started = new(() => Task.Run(StartAsync).GetAwaiter().GetResult());

    private readonly IPEndPoint _address;

    private FuzzServer(IPEndPoint address, AccessKey session) => (_address, Session) = (address, session);

    /// <summary>The server, which is started for whoever asks first.</summary>
    public static FuzzServer Running => Started.Value;

    /// <summary>A session of the role, which may read.</summary>
    public AccessKey Session { get; }

    /// <summary>Sends the head of a request, line by line as it is, and gives the status of the answer. One of 500 is a finding.</summary>
    public int Ask(byte[] requestLine, IEnumerable<byte[]> headers)
    {
        using var client = new TcpClient();
        client.Connect(_address);
        using var stream = client.GetStream();
        byte[] host = [.. "Host: "u8, .. Encoding.ASCII.GetBytes(_address.ToString())];
        byte[][] lines =
        [
            [.. requestLine, .. " HTTP/1.1"u8],
            host,
            [.. "Content-Length: 0"u8],
            [.. "Connection: close"u8],
            .. headers,
            [],
            [],
        ];
        stream.Write([.. lines.SelectMany(line => (byte[])[.. line, (byte)'\r', (byte)'\n']).SkipLast(2)]);
        using var reader = new StreamReader(stream, Encoding.Latin1);
        var answer = reader.ReadLine() ?? "";
        var isAnswer = answer.StartsWith("HTTP/1.1 ", StringComparison.Ordinal);
        BrokenInvariantException.ThrowUnless(isAnswer, $"It is not answered but by: {answer}");
        var status = int.Parse(answer.AsSpan(9, 3), NumberStyles.None, CultureInfo.InvariantCulture);
        BrokenInvariantException.ThrowUnless(status != 500, "It makes the server fail.");
        return status;
    }

    private static async Task<FuzzServer> StartAsync()
    {
        var clock = new StandingClock();
        var engine = await OssaEngine.OpenAsync(
            InMemoryEngine.Create(),
            new EngineOptions(),
            clock,
            CancellationToken.None
        );
        var server = await OssaServer.StartAsync(
            engine,
            new AccessKeyRing(SignedSeeds.Key),
            [new Uri("http://127.0.0.1:0")],
            new ServerOptions
            {
                Region = SignedSeeds.Region,
                Strict = true,
                Audit = null,
            },
            clock,
            logging => logging.SetMinimumLevel(LogLevel.None),
            CancellationToken.None
        );
        var running = new FuzzServer(
            new IPEndPoint(IPAddress.Loopback, server.Addresses[0].Port),
            await BeginSessionAsync(engine)
        );
        foreach (var key in (string?[])[null, "key"])
        {
            var made = running.Ask(Encoding.ASCII.GetBytes("PUT " + SignedUrl("PUT", key)), []);
            BrokenInvariantException.ThrowUnless(made == 200, $"The server answers {made} instead of making {key}.");
        }

        return running;
    }

    private static async Task<AccessKey> BeginSessionAsync(OssaEngine engine)
    {
        const string Trust =
            """{"Version": "1", "Statement": [{"Effect": "Allow", "Principal": {"RAM": "acs:ram::*:root"}, "Action": "sts:AssumeRole"}]}""";
        const string Policy =
            """{"Version": "1", "Statement": [{"Effect": "Allow", "Action": "oss:GetObject", "Resource": "*"}]}""";
        var role = await engine.Identities.Roles.CreateAsync("all", Trust, "", 3600, CancellationToken.None);
        await engine.Identities.Roles.AttachAsync(role.Name, "AliyunOSSFullAccess", CancellationToken.None);
        var made = await engine.Identities.Sessions.BeginAsync(
            role,
            "fuzz",
            SignedSeeds.Noon.AddHours(1),
            Policy,
            CancellationToken.None
        );
        return new AccessKey(made.Session.AccessKeyId, made.Session.Secret, made.Token);
    }

    private static string SignedUrl(string method, string? key)
    {
        var query = SignatureV4.Presign(
            SignedSeeds.Key,
            SignedSeeds.Region,
            CredentialScope.OssProduct,
            SignedSeeds.Noon,
            expiresSeconds: 60,
            new SignableRequest(method, Bucket, key, [], [])
        );
        return $"/{Bucket}/{key}?{UriEncoding.EncodeQuery(query)}";
    }
}
