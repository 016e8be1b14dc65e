using System.CommandLine;
using System.CommandLine.Help;
using Ossa.Commands;

namespace Ossa.CommandLine;

/// <summary>All commands. The groups are the table of contents of the help.</summary>
internal static class CommandTree
{
    public static RootCommand Create(CommandContext context)
    {
        var root = new RootCommand("Share private files by signed URL from a store of your own.") { HelpName = "ossa" };
        root.Directives.Clear();
        var groups = Groups(context);
        root.Options.OfType<HelpOption>().Single().Action = new HelpWithExamples(new HelpAction(), groups);
        root.Options.OfType<VersionOption>().Single().Action = new VersionAction();
        foreach (var command in groups.SelectMany(group => group.Commands))
        {
            root.Add(command);
        }
        return root;
    }

    private static CommandGroup[] Groups(CommandContext context) =>
        [
            new(
                "Share",
                [
                    ShareCommand.Create(context),
                    PresignCommand.Create(context),
                    LinkCommand.Create(context),
                    ExplainCommand.Create(context),
                ]
            ),
            new(
                "Buckets and objects",
                [
                    MbCommand.Create(context),
                    RbCommand.Create(context),
                    LsCommand.Create(context),
                    CpCommand.Create(context),
                    RmCommand.Create(context),
                    CatCommand.Create(context),
                    StatCommand.Create(context),
                    DuCommand.Create(context),
                    VersioningCommand.Create(context),
                    LifecycleCommand.Create(context),
                ]
            ),
            new(
                "Who may do what",
                [
                    UserCommand.Create(context),
                    KeyCommand.Create(context),
                    GroupCommand.Create(context),
                    RoleCommand.Create(context),
                    PolicyCommand.Create(context),
                    AccountCommand.Create(context),
                    IdentityCommand.Create(context),
                    AuditCommand.Create(context),
                ]
            ),
            new(
                "The server and its store",
                [
                    ServeCommand.Create(context),
                    HealthCommand.Create(context),
                    ConfigCommand.Create(context),
                    CertificateCommand.Create(context),
                    KeyringCommand.Create(context),
                    BackupCommand.Create(context),
                    RestoreCommand.Create(context),
                    FsckCommand.Create(context),
                    ClockCommand.Create(context),
                ]
            ),
        ];
}
