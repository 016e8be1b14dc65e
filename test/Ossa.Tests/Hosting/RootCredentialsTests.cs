using System.Runtime.Versioning;
using Ossa.CommandLine;
using Ossa.Hosting;
using Ossa.Tests.Storage;
using Xunit;

namespace Ossa.Tests.Hosting;

public sealed class RootCredentialsTests : IDisposable
{
    private readonly TemporaryDirectory _place = new();

    private DataDirectory Data => new(_place.Path);

    public void Dispose() => _place.Dispose();

    [Fact]
    [UnsupportedOSPlatform("windows")]
    public void A_key_is_made_once_and_only_its_owner_may_read_it()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has no such modes.");
        var made = RootCredentials.LoadOrCreate(Data, out var created);
        Assert.True(created);
        Assert.Equal(made, RootCredentials.LoadOrCreate(Data, out var again));
        Assert.False(again);
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(Data.CredentialsFile));
        Assert.Equal([Data.CredentialsFile], Directory.GetFiles(_place.Path));
    }

    [Fact]
    [UnsupportedOSPlatform("windows")]
    public void What_a_crash_left_of_a_key_counts_for_nothing()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has no such modes.");
        var left = Data.CredentialsFile + ".new";
        File.WriteAllText(left, "[default]\naccessKeyID=OSSA");
        File.SetUnixFileMode(left, UnixFileMode.UserRead | UnixFileMode.OtherRead);
        Assert.Null(RootCredentials.Load(Data));
        RootCredentials.LoadOrCreate(Data, out var created);
        Assert.True(created);
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(Data.CredentialsFile));
        Assert.False(File.Exists(left));
    }

    [Fact]
    public void Any_beginning_of_the_file_is_refused_and_left_alone()
    {
        RootCredentials.LoadOrCreate(Data, out _);
        var whole = File.ReadAllText(Data.CredentialsFile).TrimEnd();
        for (var length = 0; length < whole.Length; length++)
        {
            File.WriteAllText(Data.CredentialsFile, whole[..length]);
            var refused = Assert.Throws<CommandException>(() => RootCredentials.LoadOrCreate(Data, out _));
            Assert.Contains(Data.CredentialsFile, refused.Message, StringComparison.Ordinal);
            Assert.Contains("restore it, or move it away", refused.Message, StringComparison.Ordinal);
            Assert.Equal(whole[..length], File.ReadAllText(Data.CredentialsFile));
        }
    }

    [Fact]
    public void A_key_of_the_owners_own_choice_is_taken()
    {
        File.WriteAllText(Data.CredentialsFile, "# mine\n[default]\naccessKeyID = me\naccessKeySecret = hush");
        Assert.Equal(("me", "hush"), (RootCredentials.Load(Data)!.Id, RootCredentials.Load(Data)!.Secret));
    }
}
