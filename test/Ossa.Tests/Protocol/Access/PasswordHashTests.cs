using Ossa.Protocol.Access;
using Xunit;

namespace Ossa.Tests.Protocol.Access;

public sealed class PasswordHashTests
{
    private static readonly byte[] Salt = [.. Enumerable.Range(0, PasswordHash.SaltBytes).Select(i => (byte)i)];

    [Fact]
    public void It_is_the_known_function_and_is_read_as_it_was_written()
    {
        // Computed by Python's hashlib.pbkdf2_hmac.
        var hash = PasswordHash.Of("hunter22", Salt, PasswordHash.MinIterations);
        Assert.Equal(
            "pbkdf2-sha256$100000$AAECAwQFBgcICQoLDA0ODw==$murxLdSppVnVeZbxy4IbgWXYCiM9PftQyX18mD8jBNE=",
            hash.ToString()
        );
        Assert.True(PasswordHash.TryParse(hash.ToString(), out var read));
        Assert.True(read.Matches("hunter22"));
        Assert.False(read.Matches("hunter23"));
        Assert.False(read.Matches(""));
    }

    [Theory]
    [InlineData(5)]
    [InlineData(129)]
    public void A_password_has_its_limits(int length) =>
        Assert.Throws<ArgumentException>(() => PasswordHash.Of(new string('a', length), Salt));
}
