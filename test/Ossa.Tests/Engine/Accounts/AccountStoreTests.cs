using Ossa.Engine;
using Ossa.Engine.Checking;
using Ossa.Protocol.Errors;
using Ossa.Storage;
using Ossa.Tests.Engine.Checking;
using Ossa.Tests.Storage;
using Xunit;

namespace Ossa.Tests.Engine.Accounts;

/// <summary>Further accounts in the store: what they own is theirs, and none is deleted under what it owns.</summary>
public sealed class AccountStoreTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public static TheoryData<EngineKind> Kinds => TestStore.Kinds;

    [Theory, MemberData(nameof(Kinds))]
    public async Task An_account_is_found_after_a_restart_with_all_that_is_in_it(EngineKind kind)
    {
        await using var store = await TestStore.OpenAsync(kind);
        var made = await store.Engine.Accounts.CreateAsync("other", "Other", Cancel);
        await CreateBucketAsync(store.Engine, "theirs", made.Account.Id);
        await store.Engine.IdentitiesOf(made.Account.Id).Users.CreateAsync("alice", Cancel);
        var key = await store.Engine.IdentitiesOf(made.Account.Id).Keys.CreateAsync("alice", Cancel);
        await store.Engine.Identities.Users.CreateAsync("alice", Cancel);
        await store.ReopenAsync();
        Assert.Equivalent(made.Account, await store.Engine.Accounts.GetAsync("other", Cancel));
        Assert.Equal(["theirs"], await NamesOfAsync(store.Engine, made.Account.Id));
        Assert.Equal(["bucket"], await NamesOfAsync(store.Engine, store.Engine.AccountId));
        var known = (await store.Engine.Identities.Resolver.FindAsync(key.Key.Id, Cancel))!;
        Assert.Equal((made.Account.Id, "alice"), (known.AccountId, known.Owner!.User.Name));
        var root = (await store.Engine.Identities.Resolver.FindAsync(made.KeyId, Cancel))!;
        Assert.Equal((made.Account.Id, null), (root.AccountId, root.Owner));
        Assert.Empty(await store.Engine.Identities.Keys.ListAsync("alice", Cancel));
        Assert.Empty(await store.CheckAsync());
    }

    [Fact]
    public async Task Of_a_deletion_and_creations_at_once_no_bucket_is_left_without_its_account()
    {
        await using var store = await TestStore.OpenAsync(EngineKind.Checking);
        for (var round = 0; round < 20; round++)
        {
            var account = (await store.Engine.Accounts.CreateAsync("other", "", Cancel)).Account;
            var name = $"theirs-{round}";
            var deletion = Task.Run(() => TryAsync(store.Engine.Accounts.DeleteAsync("other", Cancel)), Cancel);
            var creation = Task.Run(() => TryAsync(CreateBucketAsync(store.Engine, name, account.Id)), Cancel);
            Assert.NotEqual(await deletion, await creation);
            if (await store.Engine.Accounts.FindAsync(account.Id, Cancel) is null)
            {
                Assert.Null(await store.Engine.Buckets.FindAsync(name, Cancel));
                continue;
            }

            await store.Engine.Buckets.DeleteAsync(await store.Engine.Buckets.GetAsync(name, Cancel), Cancel);
            await store.Engine.Accounts.DeleteAsync("other", Cancel);
        }

        Assert.Empty(await store.CheckAsync());
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public async Task An_account_whose_deletion_fails_keeps_its_block_of_public_access(int failing)
    {
        await using var store = await InterleavedStore.OpenAsync();
        var account = (await store.Engine.Accounts.CreateAsync("other", "", Cancel)).Account.Id;
        await store.Engine.AccountSettings.UpdateAsync(account, _ => new(PublicAccessBlocked: true), Cancel);
        var batches = 0;
        store.Rows.BeforeBatch = () => ++batches == failing ? throw new IOException("broken") : Task.CompletedTask;
        await Assert.ThrowsAsync<IOException>(async () => await store.Engine.Accounts.DeleteAsync("other", Cancel));
        store.Rows.BeforeBatch = null;
        Assert.True((await store.Engine.AccountSettings.ReadAsync(account, Cancel)).PublicAccessBlocked);
        await CreateBucketAsync(store.Engine, "theirs", account);
    }

    [Fact]
    public async Task Nothing_is_made_for_an_account_that_is_gone()
    {
        await using var store = await TestStore.OpenAsync(EngineKind.InMemory);
        var account = (await store.Engine.Accounts.CreateAsync("other", "", Cancel)).Account;
        var identities = store.Engine.IdentitiesOf(account.Id);
        await store.Engine.Accounts.DeleteAsync("other", Cancel);
        await RefusedAsync(identities.Users.CreateAsync("alice", Cancel).AsTask());
        await RefusedAsync(CreateBucketAsync(store.Engine, "theirs", account.Id).AsTask());
        Assert.Empty(await store.CheckAsync());

        static async Task RefusedAsync(Task act) =>
            Assert.Equal(AccountErrors.NoSuchAccount, (await Assert.ThrowsAsync<OssException>(() => act)).Error);
    }

    [Fact]
    public async Task Each_account_has_as_many_buckets_as_there_may_be_and_there_are_so_many_accounts()
    {
        await using var store = await TestStore.OpenAsync(EngineKind.InMemory);
        var account = (await store.Engine.Accounts.CreateAsync("other", "", Cancel)).Account;
        for (var i = 0; i < Limits.MaxBuckets; i++)
        {
            await CreateBucketAsync(store.Engine, $"theirs-{i}", account.Id);
        }

        var full = await Assert.ThrowsAsync<OssException>(async () =>
            await CreateBucketAsync(store.Engine, "one-more", account.Id)
        );
        Assert.Equal(OssErrors.TooManyBuckets, full.Error);
        await CreateBucketAsync(store.Engine, "one-more", store.Engine.AccountId);
        Assert.Equal(Limits.MaxBuckets, (await NamesOfAsync(store.Engine, account.Id)).Length);
        for (var i = 1; i < Limits.MaxAccounts; i++)
        {
            await store.Engine.Accounts.CreateAsync($"other-{i}", "", Cancel);
        }

        var many = await Assert.ThrowsAsync<OssException>(async () =>
            await store.Engine.Accounts.CreateAsync("one-more", "", Cancel)
        );
        Assert.Equal(AccountErrors.TooManyAccounts, many.Error);
    }

    [Fact]
    public async Task A_store_that_an_older_program_wrote_lists_its_buckets()
    {
        await using var store = await TestStore.OpenAsync(EngineKind.Local);
        await RemoveAsync(store, $"w/{store.Engine.AccountId}/bucket");
        Assert.Empty(await NamesOfAsync(store.Engine, store.Engine.AccountId));
        await store.ReopenAsync();
        Assert.Equal(["bucket"], await NamesOfAsync(store.Engine, store.Engine.AccountId));
    }

    [Fact]
    public async Task A_wrong_number_of_an_accounts_buckets_is_found_and_repaired()
    {
        await using var store = await TestStore.OpenAsync(EngineKind.InMemory);
        var account = (await store.Engine.Accounts.CreateAsync("other", "", Cancel)).Account;
        await CreateBucketAsync(store.Engine, "theirs", account.Id);
        var row = System.Text.Encoding.ASCII.GetBytes($"n/buckets/{account.Id}");
        var batch = new WriteBatch().Put(RowFamily.Record, row, CounterValue.Write(7));
        Assert.True(await store.Storage.Metadata.ApplyAsync(new PartitionId("control"), batch, Cancel));
        var finding = Assert.Single(await store.CheckAsync(new CheckOptions { Repair = true }));
        Assert.Equal((FindingKind.WrongCounter, true), (finding.Kind, finding.Repaired));
        Assert.Empty(await store.CheckAsync());
    }

    private static async Task RemoveAsync(TestStore store, string row)
    {
        var batch = new WriteBatch().Delete(RowFamily.Record, System.Text.Encoding.UTF8.GetBytes(row));
        Assert.True(await store.Storage.Metadata.ApplyAsync(new PartitionId("control"), batch, Cancel));
    }

    private static async ValueTask CreateBucketAsync(OssaEngine engine, string name, string account) =>
        await engine.Buckets.CreateAsync(name, account, null, "Standard", "LRS", Cancel);

    private static async Task<bool> TryAsync(ValueTask act)
    {
        try
        {
            await act;
            return true;
        }
        catch (OssException refused) when (refused.Error.Code.Contains("Account", StringComparison.Ordinal))
        {
            return false;
        }
    }

    private static async Task<string[]> NamesOfAsync(OssaEngine engine, string account) =>
        [.. (await engine.Buckets.ListOfAsync(account, "", "", Cancel)).Select(bucket => bucket.Name)];
}
