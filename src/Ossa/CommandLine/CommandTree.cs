using System.CommandLine;
using System.CommandLine.Help;
using Ossa.Commands;

namespace Ossa.CommandLine;

/// <summary>All commands. The list is the table of contents of the help.</summary>
internal static class CommandTree
{
    public static RootCommand Create(CommandContext context)
    {
        var root = new RootCommand("Share private files by signed URL from a store of your own.") { HelpName = "ossa" };
        root.Directives.Clear();
        root.Options.OfType<HelpOption>().Single().Action = new HelpWithExamples(new HelpAction());
        root.Options.OfType<VersionOption>().Single().Action = new VersionAction();
        Command[] commands =
        [
            ShareCommand.Create(context),
            ServeCommand.Create(context),
            BackupCommand.Create(context),
            RestoreCommand.Create(context),
            KeyringCommand.Create(context),
            CertificateCommand.Create(context),
            MbCommand.Create(context),
            RbCommand.Create(context),
            LsCommand.Create(context),
            CpCommand.Create(context),
            RmCommand.Create(context),
            StatCommand.Create(context),
            CatCommand.Create(context),
            VersioningCommand.Create(context),
            LifecycleCommand.Create(context),
            PresignCommand.Create(context),
            LinkCommand.Create(context),
            ExplainCommand.Create(context),
            FsckCommand.Create(context),
            DuCommand.Create(context),
            AccountCommand.Create(context),
            UserCommand.Create(context),
            KeyCommand.Create(context),
            GroupCommand.Create(context),
            RoleCommand.Create(context),
            PolicyCommand.Create(context),
            IdentityCommand.Create(context),
            AuditCommand.Create(context),
            ClockCommand.Create(context),
            ConfigCommand.Create(context),
        ];
        foreach (var command in commands)
        {
            root.Add(command);
        }
        return root;
    }
}
