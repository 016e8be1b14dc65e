namespace Ossa.Server.Administration;

/// <summary>The names of the admin API, for those who answer and those who ask.</summary>
public static class AdminApi
{
    /// <summary>Where the operations are, on the service host.</summary>
    public const string Root = "/-/admin/v1/";

    /// <summary>Goes through everything that is stored and names all damage.</summary>
    public const string Check = "check";

    /// <summary>Of <see cref="Check"/>: the bucket that alone is checked.</summary>
    public const string Bucket = "bucket";

    /// <summary>Of <see cref="Check"/>, stands alone: do not read the bytes of blobs.</summary>
    public const string Quick = "quick";

    /// <summary>Of <see cref="Check"/>, stands alone: repair what can be repaired without a loss.</summary>
    public const string Repair = "repair";

    /// <summary>Copies the store into a new directory.</summary>
    public const string Backup = "backup";

    /// <summary>Of <see cref="Backup"/>: the new directory, an absolute path on the server's machine.</summary>
    public const string Directory = "directory";

    /// <summary>Tells the server's clock, or shifts it.</summary>
    public const string Clock = "clock";

    /// <summary>Of <see cref="Clock"/>: by how much the clock is to be ahead, such as <c>31d</c> or <c>-1h</c>.</summary>
    public const string Shift = "shift";

    /// <summary>Goes over the lifecycle rules of all buckets, or says what that would do.</summary>
    public const string Lifecycle = "lifecycle";

    /// <summary>Of <see cref="Lifecycle"/>, stands alone: only say what would be done. <see cref="Bucket"/> names the only bucket.</summary>
    public const string DryRun = "dry-run";

    /// <summary>Of <see cref="Lifecycle"/> with <see cref="DryRun"/>: the time to judge by, as <c>2026-03-01T12:00:00Z</c>.</summary>
    public const string At = "at";

    /// <summary>Of <see cref="Lifecycle"/> with <see cref="DryRun"/>: how long from now that time is, such as <c>30d</c>.</summary>
    public const string After = "after";

    /// <summary>Tells what is in the keyring, after a change where one is asked for.</summary>
    public const string Keyring = "keyring";

    /// <summary>Of <see cref="Keyring"/>: one of <see cref="KeyringChanges"/>.</summary>
    public const string Change = "change";

    /// <summary>Of <see cref="Keyring"/>: the name of a key.</summary>
    public const string Key = "key";
}
