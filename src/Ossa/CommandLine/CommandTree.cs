using System.CommandLine;
using System.CommandLine.Help;
using Ossa.Commands;

namespace Ossa.CommandLine;

/// <summary>All commands. The groups are the table of contents of the help.</summary>
internal static class CommandTree
{
    private static readonly CommandGroup[] Groups =
    [
        new(
            "Share",
            [
                new("share", ShareCommand.Create),
                new("presign", PresignCommand.Create),
                new("link", LinkCommand.Create),
                new("explain", ExplainCommand.Create),
            ]
        ),
        new(
            "Buckets and objects",
            [
                new("mb", MbCommand.Create),
                new("rb", RbCommand.Create),
                new("ls", LsCommand.Create),
                new("cp", CpCommand.Create),
                new("rm", RmCommand.Create),
                new("cat", CatCommand.Create),
                new("stat", StatCommand.Create),
                new("du", DuCommand.Create),
                new("versioning", VersioningCommand.Create),
                new("lifecycle", LifecycleCommand.Create),
            ]
        ),
        new(
            "Who may do what",
            [
                new("user", UserCommand.Create),
                new("key", KeyCommand.Create),
                new("group", GroupCommand.Create),
                new("role", RoleCommand.Create),
                new("policy", PolicyCommand.Create),
                new("account", AccountCommand.Create),
                new("identity", IdentityCommand.Create),
                new("audit", AuditCommand.Create),
            ]
        ),
        new(
            "The server and its store",
            [
                new("serve", ServeCommand.Create),
                new("health", HealthCommand.Create),
                new("config", ConfigCommand.Create),
                new("certificate", CertificateCommand.Create),
                new("keyring", KeyringCommand.Create),
                new("backup", BackupCommand.Create),
                new("restore", RestoreCommand.Create),
                new("fsck", FsckCommand.Create),
                new("clock", ClockCommand.Create),
            ]
        ),
    ];

    /// <summary>Makes the commands.</summary>
    /// <param name="context">What they work with.</param>
    /// <param name="only">
    /// The one that is asked for, where that is known: to make all the others takes a part of the time that any command takes to begin, and of the
    /// memory that a server then keeps. All are made where there is none of this name.
    /// </param>
    public static RootCommand Create(CommandContext context, string? only = null)
    {
        var root = new RootCommand("Share private files by signed URL from a store of your own.") { HelpName = "ossa" };
        root.Directives.Clear();
        root.Options.OfType<HelpOption>().Single().Action = new HelpWithExamples(new HelpAction(), Groups);
        root.Options.OfType<VersionOption>().Single().Action = new VersionAction();
        var all = Groups.SelectMany(group => group.Commands).ToArray();
        var one = Array.Find(all, command => command.Name == only);
        foreach (var command in one is null ? all : [one])
        {
            root.Add(command.Create(context));
        }
        return root;
    }
}
