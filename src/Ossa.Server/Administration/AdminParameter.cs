namespace Ossa.Server.Administration;

/// <summary>What a parameter of the admin API means.</summary>
/// <param name="Meaning">What it says, in a phrase, with the form in which it is written.</param>
internal sealed record AdminParameter(string Meaning)
{
    /// <summary>Whether it stands alone, without a value.</summary>
    public bool StandsAlone { get; init; }

    /// <summary>Whether its value is a whole number.</summary>
    public bool IsNumber { get; init; }

    /// <summary>The values that it may have, or none where they cannot be listed.</summary>
    public IReadOnlyList<string> Values { get; init; } = [];

    /// <summary>What a parameter means to an operation.</summary>
    /// <exception cref="KeyNotFoundException">It is not described.</exception>
    public static AdminParameter Of(AdminOperation operation, string name) =>
        Own.TryGetValue((operation.Path, name), out var own) ? own : Common[name];

    /// <summary>Those that mean something else to one operation than to the others.</summary>
    private static readonly Dictionary<(string Path, string Name), AdminParameter> Own = new()
    {
        [(AdminApi.Check, AdminApi.Bucket)] = new("The bucket that alone is checked."),
        [(AdminApi.Buckets, AdminApi.Bucket)] = new("The bucket that alone is told."),
        [(AdminApi.Lifecycle, AdminApi.Bucket)] = new("The bucket that alone is gone over."),
        [(AdminApi.Audit, AdminApi.Bucket)] = new("Requests about this bucket only."),
        [(AdminApi.Audit, AdminApi.Key)] = new("Requests about this key only."),
        [(AdminApi.Audit, AdminApi.Account)] = new("Requests for the account of this id only."),
        [(AdminApi.Audit, AdminApi.User)] = new("Requests of this user only."),
        [(AdminApi.Audit, AdminApi.Signature)] = new("Requests by the signed URL of this fingerprint only."),
        [(AdminApi.Audit, AdminApi.Until)] = new("The time before which requests arrived, as 2026-03-01T12:00:00Z."),
        [(AdminApi.Keyring, AdminApi.Key)] = new("The name of a key, or the id of the master key to retire."),
        [(AdminApi.Links, AdminApi.Name)] = new("What the owner of the link calls it."),
        [(AdminApi.Links, AdminApi.Id)] = new("The id of the link, which is its access key id."),
        [(AdminApi.Link, AdminApi.Id)] = new("The id of the link, which is its access key id."),
        [(AdminApi.LinkLog, AdminApi.Id)] = new("The id of the link, which is its access key id."),
        [(AdminApi.LinkUse, AdminApi.Id)] = new("The id of the link, which is its access key id."),
        [(AdminApi.Links, AdminApi.Key)] = new(
            "The key of the object, or the beginning of keys, which ends with a slash."
        ),
        [(AdminApi.Denials, AdminApi.Until)] = new("The time at which the URL ends by itself."),
        [(AdminApi.Access, AdminApi.Until)] = new("When the URL of the request expires, as 20260301T120000Z."),
        [(AdminApi.Roles, AdminApi.Document)] = new("The trust policy, in JSON: who may assume the role."),
        [(AdminApi.RoleTrust, AdminApi.Document)] = new("The trust policy, in JSON: who may assume the role."),
    };

    private static readonly Dictionary<string, AdminParameter> Common = new()
    {
        [AdminApi.Bucket] = new("The name of a bucket."),
        [AdminApi.Key] = new("The key of an object."),
        [AdminApi.Quick] = new("Do not read the bytes of blobs.") { StandsAlone = true },
        [AdminApi.Repair] = new("Repair what can be repaired without a loss.") { StandsAlone = true },
        [AdminApi.Directory] = new("The new directory, an absolute path on the server's machine."),
        [AdminApi.Shift] = new("By how much the clock is to be ahead, such as 31d or 1h30m, -1h, or 0s."),
        [AdminApi.DryRun] = new("Only say what would be done.") { StandsAlone = true },
        [AdminApi.At] = new("Of a dry run: the time to judge by, as 2026-03-01T12:00:00Z."),
        [AdminApi.After] = new("Of a dry run: how long from now the time to judge by is, such as 30d."),
        [AdminApi.Change] = new("What to change; nothing where it is left out.") { Values = KeyringChanges.All },
        [AdminApi.Description] = new("What the role is for; - for nothing."),
        [AdminApi.MaxSession] = new("How long a session of the role lasts at most, in seconds.") { IsNumber = true },
        [AdminApi.Request] = new("The request of this id only, as x-oss-request-id has it."),
        [AdminApi.Status] = new("Requests answered with this status, such as 404, or a class of them, such as 4xx."),
        [AdminApi.Signature] = new("The fingerprint of a signed URL."),
        [AdminApi.Since] = new("The earliest time, as 2026-03-01T12:00:00Z."),
        [AdminApi.Denied] = new("Only what was denied.") { StandsAlone = true },
        [AdminApi.Follow] = new("Go on with what comes.") { StandsAlone = true },
        [AdminApi.Name] = new("The name of what is made, told, changed or deleted."),
        [AdminApi.DisplayName] = new("What people call the account."),
        [AdminApi.Id] = new("An access key id."),
        [AdminApi.User] = new("The name of a user."),
        [AdminApi.Group] = new("The name of a group."),
        [AdminApi.Role] = new("The name of a role."),
        [AdminApi.Policy] = new("The name of a policy."),
        [AdminApi.Document] = new("The policy, in JSON."),
        [AdminApi.Method] = new("The method of the request."),
        [AdminApi.Query] = new("The query of the request as in its URL, without what the signature adds."),
        [AdminApi.Kind] = new("What the link is for: to give one object, unless it is said.")
        {
            Values = [AdminApi.Folder, AdminApi.Upload],
        },
        [AdminApi.MaxFiles] = new("How many files a link for uploads takes.") { IsNumber = true },
        [AdminApi.MaxFileBytes] = new("How many bytes such a file may have.") { IsNumber = true },
        [AdminApi.Types] = new("The types that such a file may have, with commas between them."),
        [AdminApi.Overwrite] = new("Let such a file replace an object that is there.") { StandsAlone = true },
        [AdminApi.Validity] = new("How long the link holds from now on, such as 7d."),
        [AdminApi.NotBefore] = new("When the link begins to hold, as 2026-03-01T12:00:00Z."),
        [AdminApi.MaxDownloads] = new("How many downloads may begin.") { IsNumber = true },
        [AdminApi.MaxBytes] = new("How many bytes the link may give in all.") { IsNumber = true },
        [AdminApi.Rate] = new("How many bytes a second a download may take.") { IsNumber = true },
        [AdminApi.From] = new("The ranges of addresses that the link is for, with commas between them."),
        [AdminApi.PasswordHash] = new("What is kept of the password of the link."),
        [AdminApi.Secrets] = new("Tell the secrets of access keys, too; over https, or on the server's machine.")
        {
            StandsAlone = true,
        },
        [AdminApi.Sha256] = new("The SHA-256 of the body, in lower-case hexadecimal digits."),
        [AdminApi.Disposition] = new("The Content-Disposition that the URL asks for."),
    };
}
