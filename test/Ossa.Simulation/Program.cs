using Ossa.Simulation;
using Ossa.Simulation.Crashes.Workload;
using Xunit.MicrosoftTestingPlatform;

return args is [WorkloadProgram.Name, ..]
    ? await WorkloadProgram.RunAsync(args)
    : await TestPlatformTestFramework.RunAsync(args, SelfRegisteredExtensions.AddSelfRegisteredExtensions);
