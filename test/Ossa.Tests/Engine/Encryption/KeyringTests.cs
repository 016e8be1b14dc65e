using Ossa.Engine.Checking;
using Ossa.Engine.Encryption;
using Ossa.Protocol.Errors;
using Ossa.Storage;
using Ossa.Tests.Engine.Checking;
using Ossa.Tests.Storage;
using Xunit;

namespace Ossa.Tests.Engine.Encryption;

/// <summary>What becomes of a store whose keyring is lost, another one's, damaged or old.</summary>
public sealed class KeyringTests
{
    private static readonly NewObjectKey Named = new("mine");

    private static CancellationToken Cancel => TestStore.Cancel;

    [Fact]
    public async Task The_keyring_is_for_its_owner_alone_and_made_only_when_it_is_needed()
    {
        await using var store = await TestStore.OpenAsync(EngineKind.Local);
        await store.PutAsync("plain", [1]);
        Assert.False(File.Exists(PathOf(store)));
        await store.PutAsync("sealed", [1], EncryptedStore.Wanted);
        if (!OperatingSystem.IsWindows())
        {
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(PathOf(store)));
        }
    }

    [Fact]
    public async Task A_lost_keyring_is_told_and_never_replaced_and_once_back_opens_all()
    {
        await using var store = await TestStore.OpenAsync(EngineKind.Local);
        var bodies = await store.FillEncryptedAsync();
        await store.PutAsync("plain", [1, 2]);
        var keyring = await File.ReadAllBytesAsync(PathOf(store), Cancel);
        await AssertAbsentAsync(store, () => File.Delete(PathOf(store)), "is missing");
        Assert.False(File.Exists(PathOf(store)));
        var other = await OtherKeyringAsync();
        await AssertAbsentAsync(store, () => File.WriteAllBytes(PathOf(store), other), "of another store");
        await AssertAbsentAsync(store, () => File.WriteAllBytes(PathOf(store), keyring[..^20]), "is damaged");
        Assert.Equal([1, 2], await store.ReadAsync("plain"));

        // Put back under a running store, it is found.
        await File.WriteAllBytesAsync(PathOf(store), keyring, Cancel);
        foreach (var (key, body) in bodies)
        {
            Assert.Equal(body, await store.ReadAsync(key));
        }

        Assert.Empty(await store.CheckAsync());
    }

    [Fact]
    public async Task A_changed_secret_is_noticed()
    {
        await using var store = await TestStore.OpenAsync(EngineKind.Local);
        await store.FillEncryptedAsync();
        var text = await File.ReadAllTextAsync(PathOf(store), Cancel);
        var at = text.IndexOf("\"secret\": \"", StringComparison.Ordinal) + "\"secret\": \"".Length;
        var changed = text[..at] + (text[at] == 'A' ? 'B' : 'A') + text[(at + 1)..];
        await AssertAbsentAsync(store, () => File.WriteAllText(PathOf(store), changed), "is changed");
    }

    [Fact]
    public async Task A_keyring_from_before_a_rotation_opens_what_it_can()
    {
        await using var store = await TestStore.OpenAsync(EngineKind.Local);
        await store.PutAsync("old", [1], EncryptedStore.Wanted);
        var keyring = await File.ReadAllBytesAsync(PathOf(store), Cancel);
        await store.Engine.Keyring.RotateAsync(null, Cancel);
        await store.PutAsync("new", [2], EncryptedStore.Wanted);
        await File.WriteAllBytesAsync(PathOf(store), keyring, Cancel);
        await store.ReopenAsync();
        Assert.Equal([1], await store.ReadAsync("old"));
        var error = await Assert.ThrowsAsync<KeyringException>(() => store.ReadAsync("new"));
        Assert.Contains("older than what is stored", error.Message, StringComparison.Ordinal);
        var found = Assert.Single(await store.CheckAsync());
        Assert.Equal((FindingKind.DamagedBody, "new"), (found.Kind, found.Key));
    }

    [Fact]
    public async Task An_older_keyring_under_a_running_server_takes_no_key_from_it()
    {
        await using var store = await TestStore.OpenAsync(EngineKind.Local);
        await store.PutAsync("old", [1], EncryptedStore.Wanted);
        var older = await File.ReadAllBytesAsync(PathOf(store), Cancel);
        await store.Engine.Keyring.RotateAsync(null, Cancel);
        await store.PutAsync("new", [2], EncryptedStore.Wanted);
        var newest = await File.ReadAllBytesAsync(PathOf(store), Cancel);

        await File.WriteAllBytesAsync(PathOf(store), older, Cancel);
        foreach (
            var act in new Func<Task>[]
            {
                () => store.Engine.Keyring.CreateAsync("x", Cancel).AsTask(),
                () => store.Engine.Keyring.RotateAsync(null, Cancel).AsTask(),
                () => store.Engine.Keyring.GetAsync(BlobId.New(), Cancel).AsTask(),
            }
        )
        {
            var refusal = await Assert.ThrowsAsync<KeyringException>(act);
            Assert.Contains("lacks keys that this server has used", refusal.Message, StringComparison.Ordinal);
        }

        Assert.Equal(older, await File.ReadAllBytesAsync(PathOf(store), Cancel));
        Assert.Equal([2], await store.ReadAsync("new"));
        await File.WriteAllBytesAsync(PathOf(store), newest, Cancel);
        await store.Engine.Keyring.CreateAsync("x", Cancel);
        await store.ReopenAsync();
        Assert.Equal([1], await store.ReadAsync("old"));
        Assert.Equal([2], await store.ReadAsync("new"));
    }

    [Fact]
    public async Task A_crash_between_the_keyring_and_the_note_of_it_costs_nothing()
    {
        await using var store = await TestStore.OpenAsync(EngineKind.Local);
        await File.WriteAllBytesAsync(PathOf(store), await OtherKeyringAsync(), Cancel);
        await store.PutAsync("k", [1], EncryptedStore.Wanted);
        Assert.Equal([1], await store.ReadAsync("k"));
        await AssertAbsentAsync(store, () => File.Delete(PathOf(store)), "is missing");
    }

    [Theory]
    [MemberData(nameof(TestStore.Kinds), MemberType = typeof(TestStore))]
    public async Task A_key_that_is_not_there_or_disabled_is_refused(EngineKind kind)
    {
        await using var store = await TestStore.OpenAsync(kind);
        await RefusedAsync(() => store.PutAsync("k", [1], Named.Wanted).AsTask(), OssErrors.UnknownEncryptionKey);
        Assert.Null(store.Storage.Keyring.Read());
        await store.Engine.Keyring.CreateAsync("mine", Cancel);
        await store.PutAsync("k", [1], Named.Wanted);
        await store.Engine.Keyring.EnableAsync("mine", enabled: false, Cancel);
        await RefusedAsync(() => store.ReadAsync("k"), OssErrors.EncryptionKeyDisabled);
        await RefusedAsync(() => store.PutAsync("l", [1], Named.Wanted).AsTask(), OssErrors.EncryptionKeyDisabled);
        // Whether it is whole can be seen all the same.
        Assert.Empty(await store.CheckAsync());
        await store.Engine.Keyring.EnableAsync("mine", enabled: true, Cancel);
        Assert.Equal([1], await store.ReadAsync("k"));
    }

    [Fact]
    public async Task Keys_are_made_turned_and_told_without_their_secrets()
    {
        await using var store = await TestStore.OpenAsync(EngineKind.InMemory);
        var keyring = store.Engine.Keyring;
        Assert.Empty(await keyring.ListAsync(Cancel));
        await keyring.CreateAsync("mine", Cancel);
        await keyring.RotateAsync("mine", Cancel);
        var told = await keyring.RotateAsync(null, Cancel);
        Assert.Equal(["mine", "mine", ""], told.Select(key => key.Name));
        Assert.Equal([false, true, true], told.Select(key => key.IsCurrent));
        Assert.Equal(told, await keyring.ListAsync(Cancel));
        foreach (var wrong in new[] { "mine", "", "-x", "a b", "ü", new string('x', 129) })
        {
            await Assert.ThrowsAsync<ArgumentException>(() => keyring.CreateAsync(wrong, Cancel).AsTask());
        }

        await Assert.ThrowsAsync<ArgumentException>(() => keyring.RotateAsync("yours", Cancel).AsTask());
        await Assert.ThrowsAsync<ArgumentException>(() => keyring.EnableAsync("", false, Cancel).AsTask());
    }

    private static async Task AssertAbsentAsync(TestStore store, Action change, string why)
    {
        await store.ReopenAsync();
        change();
        await store.ReopenAsync();
        Assert.Contains(why, await store.Engine.Keyring.ExplainAbsenceAsync(Cancel), StringComparison.Ordinal);
        foreach (
            var act in new Func<Task>[]
            {
                () => store.PutAsync("more", [1], EncryptedStore.Wanted).AsTask(),
                () => store.Engine.Keyring.CreateAsync("another", Cancel).AsTask(),
                () => store.Engine.Keyring.RotateAsync(null, Cancel).AsTask(),
            }
        )
        {
            Assert.Contains(why, (await Assert.ThrowsAsync<KeyringException>(act)).Message, StringComparison.Ordinal);
        }

        var found = Assert.Single(await store.CheckAsync(new CheckOptions { Repair = true }));
        Assert.Equal(FindingKind.MissingKeyring, found.Kind);
    }

    private static async Task RefusedAsync(Func<Task> act, OssError error) =>
        Assert.Equal(error, (await Assert.ThrowsAsync<OssException>(act)).Error);

    private static async Task<byte[]> OtherKeyringAsync()
    {
        await using var other = await TestStore.OpenAsync(EngineKind.InMemory);
        await other.PutAsync("k", [1], EncryptedStore.Wanted);
        return other.Storage.Keyring.Read()!;
    }

    private static string PathOf(TestStore store) => Path.Combine(store.Path, "keyring");

    /// <summary>What is to be encrypted with a named key.</summary>
    private sealed record NewObjectKey(string Name)
    {
        public Ossa.Engine.Objects.NewObject Wanted { get; } =
            new() { Encryption = new ObjectEncryption(EncryptionAlgorithm.Kms, Name) };
    }
}
