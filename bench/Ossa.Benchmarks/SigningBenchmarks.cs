using System.Security.Cryptography;
using BenchmarkDotNet.Attributes;
using Ossa.Protocol.Hashing;
using Ossa.Protocol.Signing;

namespace Ossa.Benchmarks;

/// <summary>What a client pays for one signed URL, and a server for believing it.</summary>
[MemoryDiagnoser]
public class SigningBenchmarks
{
    private const string Region = "cn-hangzhou";
    private const int ExpiresSeconds = 3600;

    /// <summary>About as many as the canonical request of the URL has, and the text that is signed.</summary>
    private const int CanonicalBytes = 300;
    private const int ToSignBytes = 150;

    private static readonly AccessKey Access = new("LTAI5tBenchmarkBenchmark", "BenchmarkSecretBenchmarkSecret");
    private static readonly SignableRequest Unsigned = new(
        "GET",
        "bench-bucket",
        "reports/2026/11/figures.bin",
        [],
        []
    );

    private readonly SigningSecret _secret = new(Access.Secret);
    private readonly DateTimeOffset _now = TimeProvider.System.GetUtcNow();
    private readonly byte[] _canonical = new byte[CanonicalBytes];
    private readonly byte[] _toSign = new byte[ToSignBytes];
    private readonly IncrementalHash _mac = IncrementalHash.CreateHMAC(
        HashAlgorithmName.SHA256,
        new byte[SHA256.HashSizeInBytes]
    );
    private readonly HmacKey _key = new(new byte[SHA256.HashSizeInBytes]);
    private readonly byte[] _hash = new byte[SHA256.HashSizeInBytes];
    private SignableRequest _signed = Unsigned;
    private SignedUrlSeries _series = null!;
    private string _date = "",
        _expires = "",
        _signature = "";

    [GlobalSetup]
    public void SignOnce()
    {
        _signed = Signed(_now);
        _series = SignedUrlSeries.Of(PresentedSignatures.Read(_signed)!.Value, _signed, _secret)!;
        var another = Signed(_now.AddSeconds(-1)).Query.ToDictionary();
        _date = another[V4Parameters.Date];
        _expires = another[V4Parameters.Expires];
        _signature = another[V4Parameters.Signature];
    }

    /// <summary>From the parts of a request to the text of its signed URL's target.</summary>
    [Benchmark(Description = "presign a GET URL")]
    public string Presign()
    {
        var query = SignatureV4.Presign(Access, Region, CredentialScope.OssProduct, _now, ExpiresSeconds, Unsigned);
        return $"/{Unsigned.Bucket}/{UriEncoding.EncodePath(Unsigned.Key!)}?{UriEncoding.EncodeQuery(query)}";
    }

    /// <summary>From the decoded parameters of a signed URL to the verdict; the key of the day is derived already.</summary>
    [Benchmark(Description = "verify a GET URL")]
    public bool Verify()
    {
        var presented = PresentedSignatures.Read(_signed)!.Value;
        presented.CheckTime(_now);
        presented.CheckRegion(Region);
        return presented.Verify(_signed, _secret, strict: true, out _)
            ? true
            : throw new InvalidOperationException("The URL that was just signed does not verify.");
    }

    /// <summary>The same of another URL by that key for that object, as a server verifies all but the first.</summary>
    [Benchmark(Description = "verify another URL of that object")]
    public bool VerifyAnother() =>
        _series.Verify(_date, _expires, _signature, _now) is not null
            ? true
            : throw new InvalidOperationException("The URL that was just signed does not verify.");

    /// <summary>The least that verifying takes: one hash of the canonical request and one MAC of the text to sign, with a key that is prepared already.</summary>
    [Benchmark(Description = "SHA-256 of 300 bytes and HMAC of 150 with a prepared key, of .NET by OpenSSL")]
    public int Least()
    {
        SHA256.HashData(_canonical, _hash);
        _mac.AppendData(_toSign);
        return _mac.GetHashAndReset(_hash);
    }

    /// <summary>The same without what .NET adds to OpenSSL, which Ossa calls where it can.</summary>
    [Benchmark(Description = "the same, of OpenSSL directly")]
    public byte LeastDirectly()
    {
        Sha256.Hash(_canonical, _hash);
        _key.Sign(_toSign, _hash);
        return _hash[0];
    }

    private static SignableRequest Signed(DateTimeOffset at) =>
        Unsigned with
        {
            Query = SignatureV4.Presign(Access, Region, CredentialScope.OssProduct, at, ExpiresSeconds, Unsigned),
        };
}
