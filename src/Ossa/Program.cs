using Ossa.CommandLine;

using var interruption = new Interruption();
return await CommandLineApp.RunAsync(args, CommandContext.ForProcess(), interruption.Token);
