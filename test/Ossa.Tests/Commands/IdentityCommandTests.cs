using System.Text.Json.Nodes;
using Ossa.Protocol.Signing;
using Ossa.Tests.CommandLine;
using Ossa.Tests.Server;
using Xunit;

namespace Ossa.Tests.Commands;

/// <summary>Users, groups, roles and policies that move from one server to another.</summary>
public sealed class IdentityCommandTests : CommandTest
{
    private const string Passphrase = "correct horse battery";

    private const string Reading =
        """{"Version": "1", "Statement": [{"Effect": "Allow", "Action": "oss:GetObject", "Resource": "acs:oss:*:*:test-bucket/a/*"}]}""";

    private readonly string _trust =
        """{"Version": "1", "Statement": [{"Effect": "Allow", "Principal": {"RAM": "acs:ram::1234567890123456:root"}, "Action": "sts:AssumeRole"}]}""";

    [Fact]
    public async Task What_is_exported_and_imported_elsewhere_is_exported_there_alike()
    {
        await FillAsync();
        var file = InFolder("identity.json");
        var exported = await DoAsync("identity", "export", file);
        Assert.Contains("holds no secrets", exported.Error, StringComparison.Ordinal);
        var text = await File.ReadAllTextAsync(file, TestContext.Current.CancellationToken);
        Assert.Contains("{\\\"Version\\\": \\\"1\\\"", text, StringComparison.Ordinal);
        Assert.DoesNotContain("\\u0022", text, StringComparison.Ordinal);
        await using var other = await TestServer.StartAsync();
        var planned = await RunAsync(other, "identity", "import", file, "--dry-run");
        Assert.Equal("would make policies=1 groups=1 users=2 roles=1 keys=0 unchanged=0\n", planned.Out);
        Assert.Equal("", (await RunAsync(other, "user", "ls")).Out);
        var made = await RunAsync(other, "identity", "import", file);
        Assert.Equal("made policies=1 groups=1 users=2 roles=1 keys=0 unchanged=0\n", made.Out);
        Assert.Contains("2 access keys without a secret", made.Error, StringComparison.Ordinal);
        var there = await RunAsync(other, "identity", "export", "-");
        Assert.Equal(
            WithoutKeys(await File.ReadAllTextAsync(file, TestContext.Current.CancellationToken)),
            WithoutKeys(there.Out)
        );
        // What is there already is left alone.
        var again = await RunAsync(other, "identity", "import", file);
        Assert.Equal("made policies=0 groups=0 users=0 roles=0 keys=0 unchanged=5\n", again.Out);
    }

    [Fact]
    public async Task Secrets_go_along_sealed_and_the_keys_sign_elsewhere()
    {
        var key = await FillAsync();
        var file = InFolder("identity.sealed");
        await DoWithPassphraseAsync(Server, "identity", "export", file, "--with-secrets");
        var text = await File.ReadAllTextAsync(file, TestContext.Current.CancellationToken);
        Assert.DoesNotContain(key.Secret, text, StringComparison.Ordinal);
        Assert.DoesNotContain(key.Id, text, StringComparison.Ordinal);
        if (!OperatingSystem.IsWindows())
        {
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(file));
        }

        await using var other = await TestServer.StartAsync();
        await other.SendAsync("PUT", Bucket);
        await other.SendAsync("PUT", Bucket, "a/k", body: [1]);
        var made = await DoWithPassphraseAsync(other, "identity", "import", file);
        Assert.Equal("made policies=1 groups=1 users=2 roles=1 keys=2 unchanged=0\n", made.Out);
        Assert.Equal(200, (await other.SendAsync("GET", Bucket, "a/k", signer: key)).Status);
        Assert.Equal(403, (await other.SendAsync("GET", Bucket, "b/k", signer: key)).Status);
        var again = await DoWithPassphraseAsync(other, "identity", "import", file);
        Assert.Equal("made policies=0 groups=0 users=0 roles=0 keys=0 unchanged=7\n", again.Out);
        await DoAsync("identity", "export", InFolder("here"));
        await RunAsync(other, "identity", "export", InFolder("there"));
        Assert.Equal(
            WithoutAccount(await File.ReadAllTextAsync(InFolder("here"), TestContext.Current.CancellationToken)),
            WithoutAccount(await File.ReadAllTextAsync(InFolder("there"), TestContext.Current.CancellationToken))
        );
        var run = NewRun();
        run.Variables["OSSA_PASSPHRASE"] = "another passphrase";
        AssertFailed(await run.RunAsync("identity", "import", file), 1, "the passphrase is another one");
    }

    [Fact]
    public async Task Where_another_one_is_there_nothing_is_made_and_all_of_them_are_listed()
    {
        await FillAsync();
        await DoAsync("identity", "export", InFolder("f"));
        await using var other = await TestServer.StartAsync();
        await RunAsync(other, "user", "create", "alice");
        await RunAsync(other, "group", "create", "readers");
        await RunAsync(other, "policy", "put", "read-a", MakeFile("p.json", Reading.Replace("a/*", "b/*")));
        var refused = await RunAsync(other, "identity", "import", InFolder("f"));
        AssertFailed(refused, 1, "Nothing was made: the file has 3 problems for this server.");
        Assert.Equal(
            [
                "problem: policy 'read-a': another one of this name is there.",
                "problem: group 'readers': another one of this name is there.",
                "problem: user 'alice': another one of this name is there.",
            ],
            refused.Out.TrimEnd().Split('\n')
        );
        Assert.DoesNotContain("bob", (await RunAsync(other, "user", "ls")).Out, StringComparison.Ordinal);
        Assert.Equal("", (await RunAsync(other, "role", "ls")).Out);
    }

    [Theory]
    [InlineData("/version", "2", "The file is of version 2, and this server reads version 1.")]
    [InlineData("/format", "\"other\"", "This is no export")]
    [InlineData("/more", "1", "cannot be read at line")]
    [InlineData("/users/0/admin", "true", "cannot be read at line")]
    [InlineData("/users", "null", "cannot be read at line")]
    [InlineData("/users/0/name", "\"a/b\"", "user 'a/b': The name of a user has")]
    [InlineData("/users/0/name", "\"\\u202eecila\"", "user '\\u202Eecila': The name of a user has")]
    [InlineData("/users/0/name", "\"bob\"", "user 'bob': it is there twice.")]
    [InlineData("/users/0/id", "\"1\"", "user 'alice': its id has 18 digits and begins with 2.")]
    [InlineData("/users/0/policies/0", "\"gone\"", "user 'alice': there is no policy 'gone'.")]
    [InlineData("/users/0/groups/0", "\"gone\"", "user 'alice': there is no group 'gone'.")]
    [InlineData("/users/0/keys/0/id", "\"LNKAAAAAAAAAAAAAAAAAAAAA\"", "is no id of a user's access key.")]
    [InlineData("/users/0/keys/0/secret", "\"short\"", "is none.")]
    [InlineData("/groups/0/policies/0", "\"gone\"", "group 'readers': there is no policy 'gone'.")]
    [InlineData("/roles/0/policies/0", "\"gone\"", "role 'reader': there is no policy 'gone'.")]
    [InlineData("/roles/0/trustPolicy", "\"{}\"", "role 'reader': ")]
    [InlineData("/roles/0/maxSessionSeconds", "1", "role 'reader': ")]
    [InlineData("/policies/0/name", "\"AliyunOSSFullAccess\"", "policy 'AliyunOSSFullAccess': ")]
    [InlineData("/policies/0/document", "\"{}\"", "policy 'read-a': ")]
    public async Task A_file_that_is_wrong_anywhere_makes_nothing(string pointer, string value, string said)
    {
        await FillAsync();
        await DoAsync("identity", "export", InFolder("f"));
        var document = JsonNode.Parse(
            await File.ReadAllTextAsync(InFolder("f"), TestContext.Current.CancellationToken)
        )!;
        Set(document, pointer, JsonNode.Parse(value));
        await using var other = await TestServer.StartAsync();
        var run = await RunAsync(other, "identity", "import", MakeFile("changed", document.ToJsonString()));
        Assert.Equal(1, run.ExitCode);
        Assert.Contains(said, run.Out + run.Error, StringComparison.Ordinal);
        Assert.Equal("", (await RunAsync(other, "user", "ls")).Out);
        Assert.Equal("", (await RunAsync(other, "role", "ls")).Out);
    }

    [Fact]
    public async Task A_file_that_is_cut_short_doubled_or_too_long_makes_nothing()
    {
        await FillAsync();
        await DoAsync("identity", "export", InFolder("f"));
        var text = await File.ReadAllTextAsync(InFolder("f"), TestContext.Current.CancellationToken);
        AssertFailed(await RunAsync("identity", "import", MakeFile("cut", text[..^20])), 1, "cannot be read at line");
        AssertFailed(await RunAsync("identity", "import", MakeFile("none", "")), 1, "cannot be read at line 1");
        var doubled = text.Replace("\"users\":", "\"users\": [], \"users\":", StringComparison.Ordinal);
        AssertFailed(await RunAsync("identity", "import", MakeFile("doubled", doubled)), 1, "cannot be read at line");
        var groups = string.Join(
            ',',
            Enumerable
                .Range(0, 100_001)
                .Select(i =>
                    $$"""{"name":"g{{i}}","comments":"","createdAt":"2026-03-01T12:00:00+00:00","policies":[]}"""
                )
        );
        var many = $$"""
            {"format":"ossa-identity","version":1,"account":"1","policies":[],"groups":[{{groups}}],"users":[],"roles":[]}
            """;
        AssertFailed(
            await RunAsync("identity", "import", MakeFile("many", many)),
            1,
            "100001 entries, and at most 100000"
        );
        AssertFailed(await RunAsync("identity", "import", InFolder("nothing")), 1, "Could not find file");
        AssertFailed(await RunAsync("identity", "export", InFolder("f")), 1, "is there already");
    }

    [Fact]
    public async Task A_body_that_the_signature_does_not_cover_is_refused()
    {
        var changed = await Server.SendAsync(
            "POST",
            "-",
            "admin/v1/identity",
            [new("sha256", new string('0', 64))],
            body: [1]
        );
        Assert.Equal((400, "InvalidArgument"), (changed.Status, changed.Code));
        var unstated = await Server.SendAsync("POST", "-", "admin/v1/identity", body: [1]);
        Assert.Equal(400, unstated.Status);
    }

    [Fact]
    public async Task Secrets_are_not_told_to_somebody_behind_a_proxy_without_TLS()
    {
        var told = await Server.SendAsync(
            "GET",
            "-",
            "admin/v1/identity",
            [new("secrets", "")],
            headers: [new("X-Forwarded-For", "192.0.2.1")]
        );
        Assert.Equal((403, "AccessDenied"), (told.Status, told.Code));
    }

    /// <summary>Two users with a key each, a group, a role and a policy; the key of one of the users.</summary>
    private async Task<AccessKey> FillAsync()
    {
        await DoAsync("policy", "put", "read-a", MakeFile("policy.json", Reading));
        await DoAsync("group", "create", "readers");
        await DoAsync("policy", "attach", "read-a", "--group", "readers");
        await DoAsync("user", "create", "alice");
        await DoAsync("user", "create", "bob");
        await DoAsync("policy", "attach", "read-a", "--user", "alice");
        await DoAsync("policy", "attach", "AliyunSTSAssumeRoleAccess", "--user", "bob");
        await DoAsync("group", "add", "readers", "alice");
        await DoAsync("role", "create", "reader", MakeFile("trust.json", _trust));
        await DoAsync("policy", "attach", "AliyunOSSReadOnlyAccess", "--role", "reader");
        await DoAsync("key", "create", "bob");
        var lines = (await DoAsync("key", "create", "alice")).Out.Split('\n');
        return new AccessKey(lines[0]["OSS_ACCESS_KEY_ID=".Length..], lines[1]["OSS_ACCESS_KEY_SECRET=".Length..]);
    }

    private static string WithoutKeys(string document)
    {
        var node = JsonNode.Parse(WithoutAccount(document))!;
        foreach (var user in node["users"]!.AsArray())
        {
            user!["keys"] = new JsonArray();
        }

        return node.ToJsonString();
    }

    /// <summary>Each store has an account of its own.</summary>
    private static string WithoutAccount(string document)
    {
        var node = JsonNode.Parse(document)!;
        node["account"] = "";
        return node.ToJsonString();
    }

    private static void Set(JsonNode document, string pointer, JsonNode? value)
    {
        var steps = pointer[1..].Split('/');
        var node = steps[..^1]
            .Aggregate(document, (at, step) => int.TryParse(step, null, out var index) ? at[index]! : at[step]!);
        if (node is JsonArray array)
        {
            array[int.Parse(steps[^1], null)] = value;
        }
        else
        {
            node[steps[^1]] = value;
        }
    }

    private async Task<CommandRun> DoWithPassphraseAsync(TestServer server, params string[] args)
    {
        var run = NewRun();
        run.Variables["OSS_ENDPOINT"] = server.Url.ToString();
        run.Variables["OSSA_PASSPHRASE"] = Passphrase;
        await run.RunAsync(args);
        Assert.True(run.ExitCode == 0, run.Error);
        return run;
    }

    private Task<CommandRun> RunAsync(TestServer server, params string[] args)
    {
        var run = NewRun();
        run.Variables["OSS_ENDPOINT"] = server.Url.ToString();
        return run.RunAsync(args);
    }
}
