using System.Runtime.InteropServices;
using System.Security.Cryptography;
using CsCheck;
using Ossa.Protocol.Hashing;
using Xunit;

namespace Ossa.Tests.Protocol.Hashing;

/// <summary>Hashes by OpenSSL's own functions are those that .NET computes.</summary>
public sealed class HashingTests
{
    private static readonly Gen<byte[]> Bytes = Gen.OneOf(
        Gen.Byte.Array[0, 300],
        Gen.Byte.Array[LibCrypto.MaxBytesPerCall - 2, LibCrypto.MaxBytesPerCall + 2],
        Gen.Byte.Array[3 * LibCrypto.MaxBytesPerCall]
    );

    [Fact]
    public void The_functions_are_there_on_linux() => Assert.Equal(OperatingSystem.IsLinux(), LibCrypto.IsUsable);

    [Theory]
    [InlineData("libcrypto.so.0")]
    [InlineData("libc.so.6")]
    public void A_library_that_is_not_there_or_has_no_such_functions_is_not_used(string library) =>
        Assert.False(Sha256Functions.TryFind(library, "SHA256", out _));

    [Fact]
    public void Functions_that_compute_something_else_are_not_used()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Only Linux has the library under this name.");
        Assert.True(Sha256Functions.TryFind("libcrypto.so.3", "SHA224", out var functions));
        Assert.False(functions.AgreeWithDotNet());
    }

    /// <summary>So do those of OpenSSL where the machine permits certified modules only.</summary>
    [Fact]
    public void Functions_that_fail_are_not_used()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Only Linux has the library under this name.");
        var failing = NativeLibrary.GetExport(NativeLibrary.Load("libc.so.6"), "labs");
        Assert.False(new Sha256Functions(failing, failing, failing).AgreeWithDotNet());
    }

    [Fact]
    public void A_hash_is_the_one_of_dotnet() =>
        Bytes.Sample(data =>
        {
            var hash = new byte[SHA256.HashSizeInBytes];
            Sha256.Hash(data, hash);
            Assert.Equal(SHA256.HashData(data), hash);
        });

    [Fact]
    public void A_signature_is_the_one_of_dotnet_either_way() =>
        Gen.Select(Gen.Byte.Array[0, 200], Bytes.Array[1, 3])
            .Sample(
                (key, messages) =>
                {
                    var signature = new byte[SHA256.HashSizeInBytes];
                    foreach (var hmac in new[] { new HmacKey(key, LibCrypto.IsUsable), new HmacKey(key, false) })
                    {
                        foreach (var message in messages)
                        {
                            hmac.Sign(message, signature);
                            Assert.Equal(HMACSHA256.HashData(key, message), signature);
                        }
                    }
                }
            );

    [Fact]
    public void A_hash_is_never_written_where_it_has_no_room()
    {
        var key = new HmacKey([1]);
        Assert.ThrowsAny<ArgumentException>(() => Sha256.Hash([1], new byte[SHA256.HashSizeInBytes - 1]));
        Assert.ThrowsAny<ArgumentException>(() => key.Sign([1], new byte[SHA256.HashSizeInBytes - 1]));
    }

    [Fact]
    public void Many_threads_sign_with_one_key()
    {
        var key = new HmacKey("key"u8.ToArray());
        Parallel.For(
            0,
            10_000,
            i =>
            {
                var message = BitConverter.GetBytes(i);
                Span<byte> signature = stackalloc byte[SHA256.HashSizeInBytes];
                key.Sign(message, signature);
                Assert.True(signature.SequenceEqual(HMACSHA256.HashData("key"u8, message)));
            }
        );
    }

    [Fact]
    public void A_key_says_nothing() => Assert.Equal("***", new HmacKey([1, 2, 3]).ToString());
}
