package io.assay.experiment;

import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Lists the calculators with their schemas. */
@RestController
@RequestMapping(CalculatorController.PATH)
class CalculatorController {

    static final String PATH = "/api/v1/experiments/calculators";
}
