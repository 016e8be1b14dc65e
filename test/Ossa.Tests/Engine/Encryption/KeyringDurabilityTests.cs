using Ossa.Engine.Encryption;
using Ossa.Storage.InMemory;
using Xunit;

namespace Ossa.Tests.Engine.Encryption;

/// <summary>No key seals anything before the keyring that has it outlasts a power loss.</summary>
public sealed class KeyringDurabilityTests : IAsyncDisposable
{
    private readonly UnsyncedSecretFile _file = new();
    private readonly Ossa.Storage.StorageEngine _storage;
    private readonly KeyringStore _keyring;

    public KeyringDurabilityTests()
    {
        _storage = InMemoryEngine.Create() with { Keyring = _file };
        _keyring = KeyringStore.Of(_storage, TimeProvider.System);
    }

    private static CancellationToken Cancel => TestStore.Cancel;

    [Fact]
    public async Task A_first_keyring_that_was_not_synced_is_written_again_before_its_use()
    {
        await FailsAsync(() => _keyring.CurrentAsync(KeyChain.OwnName, Cancel).AsTask());
        Assert.Null(_file.Durable);
        var key = await _keyring.CurrentAsync(KeyChain.OwnName, Cancel);
        AssertDurable(key);
    }

    [Fact]
    public async Task So_is_one_that_another_process_left()
    {
        await FailsAsync(() => _keyring.CurrentAsync(KeyChain.OwnName, Cancel).AsTask());
        using var next = KeyringStore.Of(_storage, TimeProvider.System);
        AssertDurable(await next.CurrentAsync(KeyChain.OwnName, Cancel));
    }

    [Fact]
    public async Task So_is_one_that_got_a_key_for_a_first_use()
    {
        await _keyring.CreateAsync("mine", Cancel);
        await FailsAsync(() => _keyring.CurrentAsync(KeyChain.OwnName, Cancel).AsTask());
        AssertDurable(await _keyring.CurrentAsync(KeyChain.OwnName, Cancel));
    }

    [Fact]
    public async Task So_is_a_rotated_one_before_its_key_is_taken_from_the_file()
    {
        var first = await _keyring.CurrentAsync(KeyChain.OwnName, Cancel);
        await FailsAsync(() => _keyring.RotateAsync(null, Cancel).AsTask());
        Assert.Same(first, await _keyring.CurrentAsync(KeyChain.OwnName, Cancel));
        var second = KeyringCodec.Decode(_file.Visible).Find(KeyChain.OwnName)!.Current;
        Assert.NotEqual(first.Id, second.Id);
        await _keyring.GetAsync(second.Id, Cancel);
        var current = await _keyring.CurrentAsync(KeyChain.OwnName, Cancel);
        Assert.Equal(second.Id, current.Id);
        AssertDurable(current);
    }

    [Fact]
    public async Task So_is_a_rotated_one_that_another_process_left()
    {
        await _keyring.CurrentAsync(KeyChain.OwnName, Cancel);
        await FailsAsync(() => _keyring.RotateAsync(null, Cancel).AsTask());
        using var next = KeyringStore.Of(_storage, TimeProvider.System);
        AssertDurable(await next.CurrentAsync(KeyChain.OwnName, Cancel));
    }

    [Fact]
    public async Task A_retirement_that_was_not_synced_leaves_a_keyring_that_can_be_changed()
    {
        var first = await _keyring.CurrentAsync(KeyChain.OwnName, Cancel);
        await _keyring.RotateAsync(null, Cancel);
        await FailsAsync(() => _keyring.RemoveAsync(first.Id, Cancel).AsTask());
        Assert.Equal(first.Id, (await _keyring.GetAsync(first.Id, Cancel)).Key.Id);
        await _keyring.CreateAsync("mine", Cancel);
        AssertDurable(await _keyring.CurrentAsync("mine", Cancel));
    }

    public async ValueTask DisposeAsync()
    {
        _keyring.Dispose();
        await _storage.DisposeAsync();
    }

    private async Task FailsAsync(Func<Task> act)
    {
        _file.Fails = true;
        await Assert.ThrowsAsync<IOException>(act);
        _file.Fails = false;
    }

    private void AssertDurable(MasterKey key) => Assert.NotNull(KeyringCodec.Decode(_file.Durable).Find(key.Id));
}
